using FsCheck.Xunit;
using Router.Domain.Storage;

namespace Router.Domain.Tests.Storage;

public class JournalScanTests
{
    [Property]
    public async Task Every_entry_from_the_instant_on_is_seen_and_no_more_than_the_limit(byte[] gaps, byte from, byte limit)
    {
        var journal = new ListJournal(gaps.Select(g => g % 5 == 0 ? 1L << 32 : g % 5));
        var (after, isCut) = await JournalScan.StartAsync(journal, Alert.At(from * 60), limit);

        var seen = journal.Entries.Where(e => e.Position > after).ToList();
        var wanted = journal.Entries.Where(e => e.At >= Alert.At(from * 60)).ToList();
        Assert.True(isCut || wanted.All(seen.Contains));
        var all = journal.Entries.Where(e => e.At >= Alert.At((from - 1) * 60)).ToList();
        Assert.Equal(Math.Min(all.Count, limit), seen.Count);
        Assert.Equal(all.Count > limit, isCut);
        Assert.True(seen.All(e => e.At >= Alert.At((from - 1) * 60)));
    }

    [Fact]
    public async Task An_empty_journal_begins_at_its_end() =>
        Assert.Empty(await new ListJournal([]).ReadAfterAsync((await JournalScan.StartAsync(new ListJournal([]), Alert.T0, 10)).After, 1));

    /// <summary>An entry each minute, at positions with gaps.</summary>
    private sealed class ListJournal : IJournal
    {
        public ListJournal(IEnumerable<long> gaps)
        {
            long position = 0;
            foreach (var gap in gaps)
                Entries.Add(new(position += gap, 0, new("issue", "x"), JournalKind.Issue, Alert.At(Entries.Count * 60), default));
        }

        public List<JournalEntry> Entries { get; } = [];

        public ValueTask<JournalEntry?> ReadAsync(long position, CancellationToken cancellationToken = default) => ValueTask.FromResult(Entries.Find(e => e.Position == position));

        public ValueTask<IReadOnlyList<JournalEntry>> ReadAfterAsync(long after, int limit, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult<IReadOnlyList<JournalEntry>>([.. Entries.Where(e => e.Position > after).Take(limit)]);

        public ValueTask<IReadOnlyList<JournalEntry>> ReadBeforeAsync(long before, int limit, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult<IReadOnlyList<JournalEntry>>([.. Entries.AsEnumerable().Reverse().Where(e => e.Position < before).Take(limit)]);

        public ValueTask<long> ReadLastPositionAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult(Entries.Count == 0 ? 0 : Entries[^1].Position);
    }
}
