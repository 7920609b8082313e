using Router.Domain.Storage;

namespace Router.Storage.Tests.Contract;

public abstract class RetentionContract : StorageContract
{
    private static readonly DateTimeOffset Never = DateTimeOffset.UnixEpoch;

    private async Task<int> PurgeAsync(DateTimeOffset journalBefore, DateTimeOffset grainsBefore, int limit = 100)
    {
        var steps = 1;
        while (await Store.Retention.PurgeStepAsync(journalBefore, grainsBefore, limit))
            Assert.InRange(++steps, 2, 1000);
        return steps;
    }

    private async Task WriteDaysAsync(int days)
    {
        for (var day = 0; day < days; day++, Time.Advance(TimeSpan.FromDays(1)))
            await CommitAsync(Write(Issue(1), day, "s", journal: [$"{day}"]));
        await Store.SettleAsync();
    }

    [Fact]
    public async Task Journal_days_that_ended_before_go_and_others_stay()
    {
        await WriteDaysAsync(4);
        await PurgeAsync(Start.AddDays(2), Never);
        Assert.Equal(["2", "3"], (await JournalAsync()).Select(entry => Text(entry.Data)));
        Assert.Null(await Store.Journal.ReadAsync(1));
        Assert.Equal(["2", "3"], await HistoryAsync(Issue(1)));
    }

    [Fact]
    public async Task Newest_positions_are_never_given_twice()
    {
        await WriteDaysAsync(2);
        var last = (await JournalAsync())[^1].Position;
        await PurgeAsync(Start.AddYears(1), Never);
        await Store.RestartAsync(crash: false);
        Assert.True((await CommitAsync(Write(Issue(2), 0, "s", journal: ["x"]))).FirstPosition > last);
    }

    [Fact]
    public async Task Grains_not_seen_since_go_in_steps_and_others_stay()
    {
        for (var i = 0; i < 10; i++)
            await CommitAsync(Write(Issue(i), 0, "s", index: Row(status: "Resolved", lastSeen: i)) with { Parts = [new("m", Bytes("1"))] });
        Assert.True(await PurgeAsync(Never, Start.AddSeconds(7), limit: 2) >= 3);
        Assert.Equal([7, 8, 9], (await Store.Index.ListAsync(new() { Type = "issue" })).Items.Select(item => (int)(item.Row.LastSeen - Start).TotalSeconds));
        Assert.Null(await Store.Grains.ReadAsync(Issue(6)));
        Assert.NotNull(await Store.Grains.ReadAsync(Issue(7)));
    }

    [Fact]
    public async Task Open_grain_with_work_ahead_stays_and_without_goes()
    {
        await CommitAsync(Write(Issue(1), 0, "s", Start.AddDays(9), Row()));
        await CommitAsync(Write(Issue(2), 0, "s", null, Row()));
        await CommitAsync(Write(Issue(3), 0, "s", Start.AddDays(9), Row(status: "Resolved")));
        await CommitAsync(Write(Issue(4), 0, "s"));
        await PurgeAsync(Never, Start.AddDays(1));
        Assert.NotNull(await Store.Grains.ReadAsync(Issue(1)));
        Assert.Null(await Store.Grains.ReadAsync(Issue(2)));
        Assert.Null(await Store.Grains.ReadAsync(Issue(3)));
        Assert.NotNull(await Store.Grains.ReadAsync(Issue(4)));
    }

    [Fact]
    public async Task Purged_grain_conflicts_with_its_old_version_and_starts_anew()
    {
        await CommitAsync(Write(Issue(1), 0, "old", index: Row(status: "Resolved")));
        await PurgeAsync(Never, Start.AddDays(1));
        await Assert.ThrowsAsync<StoreConflictException>(() => CommitAsync(Write(Issue(1), 1, "s")));
        Assert.Equal(1, (await CommitAsync(Write(Issue(1), 0, "new"))).Version);
    }
}
