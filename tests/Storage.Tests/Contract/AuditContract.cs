using Router.Domain.Storage;

namespace Router.Storage.Tests.Contract;

public abstract class AuditContract : StorageContract
{
    [Fact]
    public async Task Audit_of_an_empty_journal_is_empty() => Assert.Empty(await Store.Audit.ReadAuditAsync(long.MaxValue, 10));

    [Fact]
    public async Task Audit_entries_are_found_among_others_newest_first()
    {
        for (var i = 0; i < 5; i++)
        {
            await CommitAsync(Write(Issue(i), 0, "s", journal: [$"{i}a", $"{i}b"]));
            await CommitAsync(Audited(i, $"audit {i}"));
        }

        var first = await Store.Audit.ReadAuditAsync(long.MaxValue, 3);
        var second = await Store.Audit.ReadAuditAsync(first[^1].Position, 3);

        Assert.Equal(["audit 4", "audit 3", "audit 2"], first.Select(entry => Text(entry.Data)));
        Assert.Equal(["audit 1", "audit 0"], second.Select(entry => Text(entry.Data)));
        Assert.All(first, entry => Assert.Equal((JournalKind.Audit, "thing"), (entry.Kind, entry.Key.Type)));
        Assert.Empty(await Store.Audit.ReadAuditAsync(second[^1].Position, 3));
    }

    [Fact]
    public async Task Audit_of_a_deletion_stays()
    {
        await CommitAsync(Audited(1, "created"));
        await CommitAsync(new GrainWrite { Key = Thing(1), ExpectedVersion = 1, Snapshot = null, Journal = [Entry("deleted")] });

        Assert.Equal(["deleted", "created"], (await Store.Audit.ReadAuditAsync(long.MaxValue, 10)).Select(entry => Text(entry.Data)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Audit_is_there_after_a_restart(bool crash)
    {
        await CommitAsync(Audited(1, "created"));
        await Store.RestartAsync(crash);

        Assert.Equal("created", Text(Assert.Single(await Store.Audit.ReadAuditAsync(long.MaxValue, 10)).Data));
    }

    [Fact]
    public async Task Write_that_conflicts_leaves_no_audit()
    {
        await CommitAsync(Audited(1, "created"));
        await Assert.ThrowsAsync<StoreConflictException>(() => Store.Grains.CommitAsync(Audited(1, "twice")));

        Assert.Single(await Store.Audit.ReadAuditAsync(long.MaxValue, 10));
    }

    [Fact]
    public async Task Audit_goes_with_its_journal_day()
    {
        await CommitAsync(Audited(1, "old"));
        Time.Advance(TimeSpan.FromDays(2));
        await CommitAsync(Audited(2, "new"));
        await Store.SettleAsync();
        for (var more = true; more;)
            more = await Store.Retention.PurgeStepAsync(Time.GetUtcNow().AddDays(-1), DateTimeOffset.UnixEpoch, 100);

        Assert.Equal("new", Text(Assert.Single(await Store.Audit.ReadAuditAsync(long.MaxValue, 10)).Data));
    }

    private static GrainKey Thing(int number) => new("thing", $"{number}");

    private static JournalWrite Entry(string text) => new(JournalKind.Audit, Start, Bytes(text));

    private static GrainWrite Audited(int number, string text) => new()
    {
        Key = Thing(number),
        ExpectedVersion = 0,
        Snapshot = () => new(Bytes("{}"), null),
        Journal = [Entry(text)],
    };
}
