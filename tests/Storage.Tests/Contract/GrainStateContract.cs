using System.Text;
using Router.Domain.Storage;

namespace Router.Storage.Tests.Contract;

public abstract class GrainStateContract : StorageContract
{
    private static readonly GrainKey Key = Issue(1);

    [Fact]
    public async Task Read_of_an_unknown_grain_is_null() => Assert.Null(await Store.Grains.ReadAsync(Key));

    [Fact]
    public async Task Commit_of_a_new_grain_is_read_back()
    {
        var result = await CommitAsync(Write(Key, 0, "a", journal: ["a"]));
        var row = await Store.Grains.ReadAsync(Key);
        Assert.Equal(1, result.Version);
        Assert.NotNull(row);
        Assert.Equal((1L, "a", result.FirstPosition), (row.Version, Text(row.State), row.LastPosition));
        Assert.Empty(row.Parts);
    }

    [Theory]
    [InlineData("")]
    [InlineData("ü|'\"%\n\0")]
    public async Task State_of_any_bytes_is_read_back(string state)
    {
        await CommitAsync(Write(new("issue", $"id{state}"), 0, state));
        Assert.Equal(state, await StateAsync(new("issue", $"id{state}")));
    }

    [Fact]
    public async Task Grains_of_different_types_with_one_id_are_different()
    {
        await CommitAsync(Write(new("issue", "x"), 0, "issue"));
        await CommitAsync(Write(new("incident", "x"), 0, "incident"));
        Assert.Equal("issue", await StateAsync(new("issue", "x")));
        Assert.Equal("incident", await StateAsync(new("incident", "x")));
    }

    [Fact]
    public async Task Versions_grow_by_one()
    {
        for (var version = 0; version < 5; version++)
            Assert.Equal(version + 1, (await CommitAsync(Write(Key, version, $"{version}"))).Version);
        Assert.Equal("4", await StateAsync(Key));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Wrong_version_conflicts_and_writes_nothing(long expected)
    {
        await CommitAsync(Write(Key, 0, "a"));
        await CommitAsync(Write(Key, 1, "b", journal: ["b"]));
        await Assert.ThrowsAsync<StoreConflictException>(() => CommitAsync(Write(Key, expected, "c", Start, Row(), "c")));
        Assert.Equal("b", await StateAsync(Key));
        Assert.Single(await JournalAsync());
        Assert.Empty((await Store.Index.ListAsync(new() { Type = "issue" })).Items);
    }

    [Fact]
    public async Task Version_of_a_missing_row_conflicts() =>
        await Assert.ThrowsAsync<StoreConflictException>(() => CommitAsync(Write(Key, 1, "a")));

    [Fact]
    public async Task Conflict_among_concurrent_writes_fails_alone()
    {
        await CommitAsync(Write(Issue(7), 0, "first"));
        var writes = Enumerable.Range(0, 50).Select(i => CommitAsync(Write(Issue(i), 0, "new", journal: ["e"]))).ToArray();
        await Assert.ThrowsAsync<StoreConflictException>(() => writes[7]);
        await Task.WhenAll(writes.Where((_, i) => i != 7));
        for (var i = 0; i < writes.Length; i++)
            Assert.Equal(i == 7 ? "first" : "new", await StateAsync(Issue(i)));
        Assert.True(writes.Where((_, i) => i != 7).All(write => write.Result.Version == 1));
        Assert.Equal(49, (await JournalAsync()).Count);
    }

    [Fact]
    public async Task Two_writers_of_one_version_leave_one_winner()
    {
        await CommitAsync(Write(Key, 0, "a"));
        var writes = Enumerable.Range(0, 20).Select(i => CommitAsync(Write(Key, 1, $"w{i}"))).ToArray();
        await Assert.ThrowsAsync<StoreConflictException>(() => Task.WhenAll(writes));
        var winner = Assert.Single(Enumerable.Range(0, 20), i => writes[i].IsCompletedSuccessfully);
        Assert.Equal($"w{winner}", await StateAsync(Key));
    }

    [Fact]
    public async Task Parts_are_added_replaced_and_removed()
    {
        await CommitAsync(Write(Key, 0, "a") with { Parts = [new("m1", Bytes("1")), new("m2", Bytes("2"))] });
        await CommitAsync(Write(Issue(2), 0, "b") with { Parts = [new("m1", Bytes("other"))] });
        await CommitAsync(Write(Key, 1, "a") with { Parts = [new("m1", null), new("m2", Bytes("two")), new("m3", Bytes("3")), new("m9", null)] });
        var parts = (await Store.Grains.ReadAsync(Key))!.Parts;
        Assert.Equal(["m2=two", "m3=3"], parts.OrderBy(part => part.Key).Select(part => $"{part.Key}={Text(part.Value)}"));
    }

    [Fact]
    public async Task Delete_removes_row_list_due_time_and_parts()
    {
        await CommitAsync(Write(Key, 0, "a", Start, Row(), "a") with { Parts = [new("m1", Bytes("1"))] });
        await CommitAsync(new() { Key = Key, ExpectedVersion = 1, Snapshot = null });
        Assert.Null(await Store.Grains.ReadAsync(Key));
        Assert.Empty((await Store.Index.ListAsync(new() { Type = "issue" })).Items);
        for (var shard = 0; shard < IDueRows.Shards; shard++)
            Assert.Empty(await Store.Due.ReadDueAsync(shard, Start, 10));
    }

    [Fact]
    public async Task Deleted_grain_is_created_again_with_nothing_of_the_old()
    {
        await CommitAsync(Write(Key, 0, "a", journal: ["a"]) with { Parts = [new("m1", Bytes("1"))] });
        await CommitAsync(Repeat(Key, 1, "ab", "b"));
        await CommitAsync(new() { Key = Key, ExpectedVersion = 2, Snapshot = null, Journal = Entries("gone") });
        await CommitAsync(Write(Key, 0, "new", journal: ["new"]));
        var row = (await Store.Grains.ReadAsync(Key))!;
        Assert.Equal((1L, "new"), (row.Version, Text(row.State)));
        Assert.Empty(row.Parts);
        Assert.Equal(["new"], await HistoryAsync(Key));
    }

    [Fact]
    public async Task Delete_of_a_missing_row_is_done_already() =>
        await CommitAsync(new() { Key = Key, ExpectedVersion = 0, Snapshot = null });

    [Fact]
    public async Task Delete_with_a_wrong_version_conflicts()
    {
        await CommitAsync(Write(Key, 0, "a"));
        await Assert.ThrowsAsync<StoreConflictException>(() => CommitAsync(new() { Key = Key, ExpectedVersion = 2, Snapshot = null }));
        Assert.Equal("a", await StateAsync(Key));
    }

    [Fact]
    public async Task Deferrable_write_is_read_at_once_and_after_it_settled()
    {
        await CommitAsync(Write(Key, 0, "a", journal: ["a"]));
        var result = await CommitAsync(Repeat(Key, 1, "ab", "b"));
        await AssertRow();
        await Store.SettleAsync();
        await AssertRow();

        async Task AssertRow()
        {
            var row = (await Store.Grains.ReadAsync(Key))!;
            Assert.Equal((2L, "ab", result.FirstPosition), (row.Version, Text(row.State), row.LastPosition));
        }
    }

    [Fact]
    public async Task Deferrable_write_keeps_the_parts()
    {
        await CommitAsync(Write(Key, 0, "a") with { Parts = [new("m1", Bytes("1"))] });
        await CommitAsync(Repeat(Key, 1, "ab", "b"));
        Assert.Equal("1", Text((await Store.Grains.ReadAsync(Key))!.Parts["m1"]));
    }

    [Fact]
    public async Task Deferrable_write_of_a_new_grain_creates_it()
    {
        await CommitAsync(Repeat(Key, 0, "a", "a"));
        await Store.RestartAsync(crash: true);
        Assert.Equal("a", await StateAsync(Key));
    }

    [Fact]
    public async Task Deferrable_write_with_a_wrong_version_conflicts()
    {
        await CommitAsync(Write(Key, 0, "a"));
        await CommitAsync(Repeat(Key, 1, "ab", "b"));
        await Assert.ThrowsAsync<StoreConflictException>(() => CommitAsync(Repeat(Key, 1, "ax", "x")));
        await Assert.ThrowsAsync<StoreConflictException>(() => CommitAsync(Repeat(Key, 1, "ax")));
        await Assert.ThrowsAsync<StoreConflictException>(() => CommitAsync(Write(Key, 1, "ax")));
        Assert.Equal("ab", await StateAsync(Key));
    }

    [Fact]
    public async Task Deferrable_write_without_journal_is_read_at_once()
    {
        await CommitAsync(Write(Key, 0, "a"));
        Assert.Equal(2, (await CommitAsync(Repeat(Key, 1, "b"))).Version);
        Assert.Equal("b", await StateAsync(Key));
        Assert.Equal(3, (await CommitAsync(Repeat(Key, 2, "c"))).Version);
        await Store.SettleAsync();
        await Store.RestartAsync(crash: true);
        Assert.Equal("c", await StateAsync(Key));
    }

    [Fact]
    public async Task Transition_replaces_what_is_deferred()
    {
        await CommitAsync(Write(Key, 0, "a", journal: ["a"]));
        await CommitAsync(Repeat(Key, 1, "ab", "b"));
        await CommitAsync(Write(Key, 2, "abc", journal: ["c"]));
        await Store.SettleAsync();
        Assert.Equal("abc", await StateAsync(Key));
        await Store.RestartAsync(crash: true);
        Assert.Equal("abc", await StateAsync(Key));
        Assert.Equal(["a", "b", "c"], await HistoryAsync(Key));
    }

    [Fact]
    public async Task Snapshot_that_throws_fails_its_caller_alone()
    {
        var good = CommitAsync(Write(Issue(2), 0, "good"));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await Store.Grains.CommitAsync(new() { Key = Key, ExpectedVersion = 0, Snapshot = () => throw new InvalidOperationException() }));
        Assert.Equal(1, (await good).Version);
        Assert.Null(await Store.Grains.ReadAsync(Key));
    }

    [Fact]
    public async Task Journal_entry_over_16_KiB_is_refused() =>
        await Assert.ThrowsAsync<ArgumentException>(async () => await Store.Grains.CommitAsync(Write(Key, 0, "a", journal: [new string('x', (16 << 10) + 1)])));

    [Fact]
    public async Task Deferrable_write_with_parts_or_deletion_is_refused()
    {
        await Assert.ThrowsAsync<ArgumentException>(async () => await Store.Grains.CommitAsync(Repeat(Key, 0, "a") with { Parts = [new("m", Bytes("1"))] }));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Store.Grains.CommitAsync(Repeat(Key, 0, "a") with { Snapshot = null }));
    }

    [Fact]
    public async Task Large_states_and_keys_are_read_back()
    {
        var key = new GrainKey("issue", new string('k', 900));
        var state = new StringBuilder().Insert(0, "0123456789", 100_000).ToString();
        await CommitAsync(Write(key, 0, state));
        Assert.Equal(state, await StateAsync(key));
    }
}
