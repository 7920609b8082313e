using Azure.Data.Tables;
using Microsoft.Extensions.Time.Testing;
using Router.Domain.Storage;
using Router.Storage.AzureTables;
using static Router.Storage.Tests.Contract.StorageContract;

namespace Router.Storage.Tests.AzureTables;

/// <summary>Two silos' stores on one table.</summary>
[Trait("Category", "Azurite")]
public sealed class AzureClusterTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(Start);
    private AzureTestStore _test = null!;
    private AzureStore _one = null!;
    private AzureStore _two = null!;

    public async Task InitializeAsync()
    {
        _test = await AzureTestStore.OpenAsync(_time, options => options with { Partitions = 4 });
        _one = _test.Store;
        _two = await _test.OpenAnotherAsync();
    }

    public async Task DisposeAsync()
    {
        await _two.DisposeAsync();
        await _test.DisposeAsync();
    }

    [Fact]
    public async Task Second_owner_of_a_grain_is_refused_and_reads_what_the_first_wrote()
    {
        await _one.CommitAsync(Write(Issue(1), 0, "a", journal: ["a"]));
        await _two.CommitAsync(Write(Issue(1), 1, "b", journal: ["b"]));
        await Assert.ThrowsAsync<StoreConflictException>(() => _one.CommitAsync(Write(Issue(1), 1, "x", journal: ["x"])));
        Assert.Equal("b", Text((await _one.ReadAsync(Issue(1)))!.State));
        Assert.Equal(2, (await _one.ReadAfterAsync(0, 10)).Count);
    }

    [Fact]
    public async Task Grain_created_by_two_at_once_has_one_creator_and_holds_up_no_other()
    {
        for (var round = 0; round < 10; round++)
        {
            var contested = new GrainKey("issue", $"contested {round}");
            var creations = ((AzureStore[])[_one, _two]).Select(store => store.CommitAsync(Write(contested, 0, "s", journal: ["created"]))).ToArray();
            var others = Enumerable.Range(0, 6).Select(i => (i % 2 == 0 ? _one : _two).CommitAsync(Write(new("issue", $"own {round} {i}"), 0, "s"))).ToArray();
            await Task.WhenAll(others).WaitAsync(Bound);
            Assert.Equal([false, true], (await Task.WhenAll(creations.Select(OutcomeAsync))).Order());
        }
    }

    [Fact]
    public async Task Writers_of_the_same_partitions_follow_each_other()
    {
        const int Keys = 20;
        var committed = new int[Keys];
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async worker =>
        {
            var store = worker % 2 == 0 ? _one : _two;
            for (var step = 0; step < 30; step++)
            {
                var key = ((worker * 13) + (step * 7)) % Keys;
                var version = (await store.ReadAsync(Issue(key)))?.Version ?? 0;
                if (await OutcomeAsync(store.CommitAsync(Write(Issue(key), version, "s", journal: ["e"]))))
                    Interlocked.Increment(ref committed[key]);
            }
        })).WaitAsync(Bound);
        for (var key = 0; key < Keys; key++)
            Assert.Equal(committed[key], (await _one.ReadAsync(Issue(key)))?.Version ?? 0);
        Assert.Equal(committed.Sum(), (await _two.ReadAfterAsync(0, 1000)).Count);
    }

    [Fact]
    public async Task Reader_that_follows_two_writers_misses_nothing()
    {
        const int Each = 150;
        var writing = Task.WhenAll(WriteAsync(_one, 0), WriteAsync(_two, Each));
        var followed = new List<JournalEntry>();
        using var bound = new CancellationTokenSource(Bound);
        while (followed.Count < 2 * Each)
        {
            var isWritten = writing.IsCompleted;
            var page = await _two.ReadAfterAsync(followed is [.., var last] ? last.Position : 0, 20, bound.Token);
            followed.AddRange(page);
            if (page.Count == 0 && isWritten)
                break;
        }
        await writing;
        Assert.Equal(2 * Each, followed.Select(entry => Text(entry.Data)).Distinct().Count());

        static Task WriteAsync(AzureStore store, int first) => Task.WhenAll(Enumerable.Range(0, 10).Select(async lane =>
        {
            for (var i = lane; i < Each; i += 10)
                await store.CommitAsync(Write(Issue(first + i), 0, "s", journal: [$"{first + i}"]));
        }));
    }

    [Fact]
    public async Task Silo_whose_clock_is_behind_writes_above_what_was_read()
    {
        var behind = await AzureStore.OpenAsync(_test.Options, new FakeTimeProvider(Start.AddHours(-1)), Microsoft.Extensions.Logging.Abstractions.NullLogger<AzureStore>.Instance);
        await _one.CommitAsync(Write(Issue(1), 0, "s", journal: ["first"]));
        var read = Assert.Single(await _one.ReadAfterAsync(0, 10)).Position;
        for (var i = 2; i < 12; i++)
            Assert.True((await behind.CommitAsync(Write(Issue(i), 0, "s", journal: ["later"]))).FirstPosition > read);
        Assert.Equal(10, (await _two.ReadAfterAsync(read, 100)).Count);
        await behind.DisposeAsync();
    }

    [Fact]
    public async Task Two_that_purge_at_once_remove_each_row_once()
    {
        for (var i = 0; i < 30; i++)
            await _one.CommitAsync(Write(Issue(i), 0, "s", index: Row(status: "Resolved"), journal: ["e"]));
        _time.Advance(TimeSpan.FromDays(3));
        await Task.WhenAll(PurgeAsync(_one), PurgeAsync(_two)).WaitAsync(Bound);
        await PurgeAsync(_one);
        Assert.Empty((await _one.ListAsync(new() { Type = "issue" })).Items);
        Assert.Empty(await _two.ReadAfterAsync(0, 10));

        static async Task PurgeAsync(AzureStore store)
        {
            while (await store.PurgeStepAsync(Start.AddDays(1), Start.AddDays(1), 7))
            {
            }
        }
    }

    [Fact]
    public async Task Many_parts_and_large_ones_are_kept_and_replaced()
    {
        PartWrite[] many = [.. Enumerable.Range(0, 300).Select(i => new PartWrite($"m{i}", Bytes($"{i}")))];
        await _one.CommitAsync(Write(Issue(1), 0, "a") with { Parts = [.. many[..10]] });
        await _one.CommitAsync(Write(Issue(1), 1, "b") with { Parts = [.. many, new("m3", null)] });
        await _one.CommitAsync(Write(Issue(1), 2, "c") with { Parts = [new("m4", null), new("m5", Bytes("five"))] });
        await _one.CommitAsync(Write(Issue(1), 3, "d") with { Parts = [new("large", new byte[600_000])] });
        var parts = (await _two.ReadAsync(Issue(1)))!.Parts;
        Assert.Equal(299, parts.Count);
        Assert.Equal((false, false, "five", "6", 600_000), (parts.ContainsKey("m3"), parts.ContainsKey("m4"), Text(parts["m5"]), Text(parts["m6"]), parts["large"].Length));
    }

    [Fact]
    public async Task Large_states_that_were_replaced_go_after_an_hour_and_the_last_stays()
    {
        var large = new string('x', 400_000);
        for (var version = 0; version < 3; version++)
            await _one.CommitAsync(Write(Issue(1), version, $"{version}{large}") with { Parts = [.. Enumerable.Range(0, 50).Select(i => new PartWrite($"{i}", Bytes("p")))] });
        await _one.CommitAsync(Write(Issue(2), 0, large));
        await _one.CommitAsync(new() { Key = Issue(2), ExpectedVersion = 1, Snapshot = null });
        Assert.Equal(7, await BlobsAsync());
        Assert.False(await _one.PurgeStepAsync(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, 100));
        Assert.Equal(7, await BlobsAsync());
        _time.Advance(TimeSpan.FromHours(2));
        Assert.False(await _one.PurgeStepAsync(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, 100));
        Assert.Equal(2, await BlobsAsync());
        var row = (await _two.ReadAsync(Issue(1)))!;
        Assert.Equal(($"2{large}", 50), (Text(row.State), row.Parts.Count));
    }

    [Fact]
    public async Task Large_state_whose_commit_conflicts_leaves_nothing_after_an_hour()
    {
        await _one.CommitAsync(Write(Issue(1), 0, "a"));
        await _two.ReadAsync(Issue(1));
        await _one.CommitAsync(Write(Issue(1), 1, "b"));
        await Assert.ThrowsAsync<StoreConflictException>(() => _two.CommitAsync(Write(Issue(1), 1, new string('x', 400_000))));
        Assert.Equal(1, await BlobsAsync());
        _time.Advance(TimeSpan.FromHours(2));
        await _one.PurgeStepAsync(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, 100);
        Assert.Equal(0, await BlobsAsync());
    }

    [Fact]
    public async Task Layout_of_a_newer_version_is_refused()
    {
        var table = new TableClient(_test.Options.ConnectionString, _test.Options.Name);
        await table.UpsertEntityAsync(new TableEntity("meta", "store") { ["Version"] = 99, ["Partitions"] = 4 });
        var refused = await Assert.ThrowsAsync<StoreOpenException>(_test.OpenAnotherAsync);
        Assert.Contains("layout 99", refused.Message, StringComparison.Ordinal);
    }

    private async Task<int> BlobsAsync()
    {
        var count = 0;
        await foreach (var _ in AzureConnections.Open(_test.Options).Blobs.GetBlobsAsync())
            count++;
        return count;
    }

    /// <summary>True when committed, false on a conflict; anything else is thrown.</summary>
    private static async Task<bool> OutcomeAsync(Task<CommitResult> commit)
    {
        try
        {
            await commit.WaitAsync(Bound);
            return true;
        }
        catch (StoreConflictException)
        {
            return false;
        }
    }
}
