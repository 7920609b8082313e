using Azure.Data.Tables;
using Microsoft.Extensions.Time.Testing;
using Router.Domain.Storage;
using Router.Storage.AzureTables;
using Router.Storage.Tests.Contract;
using static Router.Storage.Tests.Contract.StorageContract;

namespace Router.Storage.Tests.AzureTables;

/// <summary>Two silos' stores on one table.</summary>
[Trait("Category", "Azurite")]
public sealed class AzureClusterTests : TwoSilosContract
{
    private readonly FakeTimeProvider _time = new(Start);
    private AzureTestStore _test = null!;

    protected override TwoSilosLoad Load { get; } = new(Rounds: 10, Keys: 20, Steps: 30, Entries: 150, Lanes: 10, Page: 20);

    protected override async Task<ITestStore> OpenAsync() => _test = await AzureTestStore.OpenAsync(_time, options => options with { Partitions = 4 });

    protected override async Task<IStore> OpenAnotherAsync() => await _test.OpenAnotherAsync();

    [Fact]
    public async Task Silo_whose_clock_is_behind_writes_above_what_was_read()
    {
        var behind = await AzureStore.OpenAsync(_test.Options, new FakeTimeProvider(Start.AddHours(-1)), Microsoft.Extensions.Logging.Abstractions.NullLogger<AzureStore>.Instance);
        await One.CommitAsync(Write(Issue(1), 0, "s", journal: ["first"]));
        var read = Assert.Single(await One.ReadAfterAsync(0, 10)).Position;
        for (var i = 2; i < 12; i++)
            Assert.True((await behind.CommitAsync(Write(Issue(i), 0, "s", journal: ["later"]))).FirstPosition > read);
        Assert.Equal(10, (await Two.ReadAfterAsync(read, 100)).Count);
        await behind.DisposeAsync();
    }

    [Fact]
    public async Task Two_that_purge_at_once_remove_each_row_once()
    {
        for (var i = 0; i < 30; i++)
            await One.CommitAsync(Write(Issue(i), 0, "s", index: Row(status: "Resolved"), journal: ["e"]));
        _time.Advance(TimeSpan.FromDays(3));
        await Task.WhenAll(PurgeAsync(One), PurgeAsync(Two)).WaitAsync(Bound);
        await PurgeAsync(One);
        Assert.Empty((await One.ListAsync(new() { Type = "issue" })).Items);
        Assert.Empty(await Two.ReadAfterAsync(0, 10));

        static async Task PurgeAsync(IStore store)
        {
            while (await store.PurgeStepAsync(Start.AddDays(1), Start.AddDays(1), 7))
            {
            }
        }
    }

    [Fact]
    public async Task Many_parts_and_largeOnes_are_kept_and_replaced()
    {
        PartWrite[] many = [.. Enumerable.Range(0, 300).Select(i => new PartWrite($"m{i}", Bytes($"{i}")))];
        await One.CommitAsync(Write(Issue(1), 0, "a") with { Parts = [.. many[..10]] });
        await One.CommitAsync(Write(Issue(1), 1, "b") with { Parts = [.. many, new("m3", null)] });
        await One.CommitAsync(Write(Issue(1), 2, "c") with { Parts = [new("m4", null), new("m5", Bytes("five"))] });
        await One.CommitAsync(Write(Issue(1), 3, "d") with { Parts = [new("large", new byte[600_000])] });
        var parts = (await Two.ReadAsync(Issue(1)))!.Parts;
        Assert.Equal(299, parts.Count);
        Assert.Equal((false, false, "five", "6", 600_000), (parts.ContainsKey("m3"), parts.ContainsKey("m4"), Text(parts["m5"]), Text(parts["m6"]), parts["large"].Length));
    }

    [Fact]
    public async Task Large_states_that_were_replaced_go_after_an_hour_and_the_last_stays()
    {
        var large = new string('x', 400_000);
        for (var version = 0; version < 3; version++)
            await One.CommitAsync(Write(Issue(1), version, $"{version}{large}") with { Parts = [.. Enumerable.Range(0, 50).Select(i => new PartWrite($"{i}", Bytes("p")))] });
        await One.CommitAsync(Write(Issue(2), 0, large));
        await One.CommitAsync(new() { Key = Issue(2), ExpectedVersion = 1, Snapshot = null });
        Assert.Equal(7, await BlobsAsync());
        Assert.False(await One.PurgeStepAsync(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, 100));
        Assert.Equal(7, await BlobsAsync());
        _time.Advance(TimeSpan.FromHours(2));
        Assert.False(await One.PurgeStepAsync(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, 100));
        Assert.Equal(2, await BlobsAsync());
        var row = (await Two.ReadAsync(Issue(1)))!;
        Assert.Equal(($"2{large}", 50), (Text(row.State), row.Parts.Count));
    }

    [Fact]
    public async Task Large_state_whose_commit_conflicts_leaves_nothing_after_an_hour()
    {
        await One.CommitAsync(Write(Issue(1), 0, "a"));
        await Two.ReadAsync(Issue(1));
        await One.CommitAsync(Write(Issue(1), 1, "b"));
        await Assert.ThrowsAsync<StoreConflictException>(() => Two.CommitAsync(Write(Issue(1), 1, new string('x', 400_000))));
        Assert.Equal(1, await BlobsAsync());
        _time.Advance(TimeSpan.FromHours(2));
        await One.PurgeStepAsync(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, 100);
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
}
