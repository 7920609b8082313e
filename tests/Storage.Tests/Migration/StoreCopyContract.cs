using Microsoft.Extensions.Time.Testing;
using Router.Domain.Storage;
using Router.Storage.Migration;
using Router.Storage.Tests.Contract;
using static Router.Storage.Tests.Contract.StorageContract;

namespace Router.Storage.Tests.Migration;

/// <summary>Copies between two kinds of stores.</summary>
public abstract class StoreCopyContract : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(Start);
    private readonly EntryClock _clock = new();
    private ITestStore _source = null!;
    private ITestStore _target = null!;

    private IStore Source => (IStore)_source.Grains;

    private IStore Target => (IStore)_target.Grains;

    public async Task InitializeAsync()
    {
        _source = await OpenSourceAsync(_time);
        _target = await OpenTargetAsync(_clock);
    }

    public async Task DisposeAsync()
    {
        await _source.DisposeAsync();
        await _target.DisposeAsync();
    }

    protected abstract Task<ITestStore> OpenSourceAsync(TimeProvider time);

    protected abstract Task<ITestStore> OpenTargetAsync(TimeProvider time);

    [Fact]
    public async Task Copy_holds_what_the_source_held()
    {
        await FillAsync();
        var summary = await CopyAsync(Target);

        Assert.Equal((24L, 3L, 75L), (summary.Grains, summary.Parts, summary.Entries));
        Assert.Null(await Target.ReadAsync(StoreCopy.ProgressKey));
        var filter = new IndexFilter { Type = "issue", Status = "Triggered", Limit = 500 };
        Assert.Equal(await ListAsync(Source, filter), await ListAsync(Target, filter));
        Assert.Equal(await HistoryAsync(Source, Issue(3)), await HistoryAsync(Target, Issue(3)));
        Assert.Equal(["audit"], (await Target.ReadAuditAsync(long.MaxValue, 10)).Select(entry => Text(entry.Data)));
        Assert.Null(await Target.ReadAsync(Issue(100)));
        for (var shard = 0; shard < IDueRows.Shards; shard++)
            Assert.Equal((await Source.ReadDueAsync(shard, Start.AddYears(1), 100)).Select(row => row.Key.Id).Order(), (await Target.ReadDueAsync(shard, Start.AddYears(1), 100)).Select(row => row.Key.Id).Order());
    }

    [Fact]
    public async Task Days_of_the_journal_are_those_of_its_entries()
    {
        await FillAsync();
        await CopyAsync(Target);
        while (await Target.PurgeStepAsync(Start.AddDays(1), DateTimeOffset.UnixEpoch, 100))
        {
        }

        Assert.Equal(52, (await Target.ReadAfterAsync(0, 500)).Count);
    }

    [Theory]
    [InlineData(9)]
    [InlineData(4)]
    public async Task Copy_that_is_interrupted_goes_on_and_neither_leaves_out_nor_doubles(int every)
    {
        await FillAsync();
        var interrupted = new InterruptedStore(Target, every);
        StoreSummary? summary = null;
        for (var run = 0; summary is null; run++)
        {
            Assert.InRange(run, 0, 500);
            try
            {
                summary = await CopyAsync(interrupted);
            }
            catch (StoreUnavailableException)
            {
                // Once more, as a person would.
            }
        }

        Assert.Equal(75, summary.Entries);
    }

    [Fact]
    public async Task Target_that_holds_something_is_refused()
    {
        await FillAsync();
        await Target.CommitAsync(Write(Issue(1), 0, "s"));
        await Assert.ThrowsAsync<CopyException>(() => CopyAsync(Target));
        Assert.Null(await Target.ReadAsync(StoreCopy.ProgressKey));
    }

    [Fact]
    public async Task Another_source_does_not_go_on_with_a_copy()
    {
        await FillAsync();
        await Assert.ThrowsAsync<StoreUnavailableException>(() => CopyAsync(new InterruptedStore(Target, 5)));
        var another = new StoreCopy(Source, "another", Target, _clock, _ => { });
        Assert.Contains("another store", (await Assert.ThrowsAsync<CopyException>(() => another.RunAsync(default))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Source_that_changes_meanwhile_is_found_out()
    {
        await FillAsync();
        var copy = new StoreCopy(Source, "source", Target, _clock, line =>
        {
            if (line.StartsWith("Leftovers", StringComparison.Ordinal))
                Source.CommitAsync(Write(Issue(200), 0, "late")).Wait();
        });
        Assert.Contains("differs", (await Assert.ThrowsAsync<CopyException>(() => copy.RunAsync(default))).Message, StringComparison.Ordinal);
        Assert.NotNull(await Target.ReadAsync(StoreCopy.ProgressKey));
    }

    /// <summary>Three days; one grain with parts, one with a large state, one that was deleted, one with an audit entry.</summary>
    private async Task FillAsync()
    {
        for (var day = 0; day < 3; day++, _time.Advance(TimeSpan.FromDays(1)))
        {
            for (var i = 0; i < 22; i++)
            {
                var status = i % 3 == 0 ? "Resolved" : "Triggered";
                await Source.CommitAsync(Write(Issue(i), day, $"state {i} {day}", i % 2 == 0 ? Start.AddSeconds(i) : null, i % 4 == 0 ? null : Row($"title {i}", status, created: i)) with { Journal = Now($"{i} {day}") });
            }
            await Source.CommitAsync(Write(Issue(100), day, "gone") with { Journal = Now($"gone {day}") });
        }
        await Source.CommitAsync(Write(new("incident", "i"), 0, "s") with { Parts = [new("a", Bytes("1")), new("b", Bytes("2")), new("c", Bytes("3"))], Journal = Now("parts", "more", "most") });
        await Source.CommitAsync(Write(new("thing", "large"), 0, new string('x', 300_000)) with { Journal = [new(JournalKind.Audit, _time.GetUtcNow(), Bytes("audit"))] });
        await Source.CommitAsync(new() { Key = Issue(100), ExpectedVersion = 3, Snapshot = null, Journal = Now("deleted", "for good") });
        await _source.SettleAsync();
    }

    private System.Collections.Immutable.ImmutableArray<JournalWrite> Now(params string[] words) => [.. words.Select(word => new JournalWrite(JournalKind.Issue, _time.GetUtcNow(), Bytes(word)))];

    private Task<StoreSummary> CopyAsync(IStore target) => new StoreCopy(Source, "source", target, _clock, _ => { }).RunAsync(default);

    private static async Task<IEnumerable<string>> ListAsync(IStore store, IndexFilter filter) =>
        (await store.ListAsync(filter)).Items.Select(item => $"{item.Key} {item.Row with { Channels = [] }}");

    private static async Task<List<string>> HistoryAsync(IStore store, GrainKey key)
    {
        var words = new List<string>();
        for (var position = (await store.ReadAsync(key))!.LastPosition; position != 0;)
        {
            var entry = (await store.ReadAsync(position))!;
            words.Add($"{Text(entry.Data)} {entry.At:O}");
            position = entry.PreviousPosition;
        }
        return words;
    }
}
