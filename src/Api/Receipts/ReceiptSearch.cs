using Router.Domain.Alerts;
using Router.Domain.Issues;
using Router.Domain.Storage;

namespace Router.Api.Receipts;

/// <summary>Searches the journal backwards: an issue's own entries, or page by page. Each call reads a bounded number of entries.</summary>
internal sealed class ReceiptSearch(IJournal journal, IGrainStateStorage storage)
{
    /// <summary>The most entries that a call reads page by page.</summary>
    public const int MostScanned = 20_000;

    /// <summary>The most of one issue's entries that a call reads, one by one.</summary>
    public const int MostWalked = 2_000;

    private const int PageSize = 500;

    /// <summary>Entries are decided in about the order of their positions; this far apart at most, but for a clock that was set.</summary>
    private static readonly TimeSpan Disorder = TimeSpan.FromMinutes(1);

    /// <summary>A page of what is searched for.</summary>
    public Task<ReceiptPage> FindAsync(ReceiptQuery query, CancellationToken cancellationToken) =>
        query.Issue is { } issue ? WalkAsync(query, issue, cancellationToken) : ScanAsync(query, cancellationToken);

    private async Task<ReceiptPage> WalkAsync(ReceiptQuery query, string issue, CancellationToken cancellationToken)
    {
        var found = new Findings(query);
        var position = query.Before is { } before
            ? (await journal.ReadAsync(before, cancellationToken))?.PreviousPosition ?? 0
            : (await storage.ReadAsync(new(IssueStore.GrainType, issue), cancellationToken))?.LastPosition ?? 0;
        for (var read = 0; position > 0; read++)
        {
            if (read == MostWalked)
                return found.Page(isEnd: false);
            if (await journal.ReadAsync(position, cancellationToken) is not { } entry || entry.Key.Id != issue)
                break;
            if (!found.Take(entry))
                return found.Page(isEnd: found.IsPastFrom || entry.PreviousPosition == 0);
            position = entry.PreviousPosition;
        }

        return found.Page(isEnd: true);
    }

    private async Task<ReceiptPage> ScanAsync(ReceiptQuery query, CancellationToken cancellationToken)
    {
        var found = new Findings(query);
        var before = query.Before ?? (query.To is { } to ? await FirstAfterAsync(to + Disorder, cancellationToken) : long.MaxValue);
        for (var read = 0; read < MostScanned;)
        {
            var entries = await journal.ReadBeforeAsync(before, PageSize, cancellationToken);
            if (entries.Count == 0)
                return found.Page(isEnd: true);
            foreach (var entry in entries)
            {
                if (!found.Take(entry))
                    return found.Page(isEnd: found.IsPastFrom);
            }

            read += entries.Count;
            before = entries[^1].Position;
        }

        return found.Page(isEnd: false);
    }

    /// <summary>A position that every entry before an instant is before: by halving, as positions rise with time.</summary>
    private async Task<long> FirstAfterAsync(DateTimeOffset time, CancellationToken cancellationToken)
    {
        if (await journal.ReadBeforeAsync(long.MaxValue, 1, cancellationToken) is not [var newest] || newest.At < time)
            return long.MaxValue;
        var (low, high) = (0L, newest.Position);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            var entries = await journal.ReadAfterAsync(middle, 1, cancellationToken);
            if (entries is [var entry] && entry.At < time)
                low = entry.Position;
            else
                high = middle;
        }

        return low + 1;
    }

    /// <summary>What a search found so far.</summary>
    private sealed class Findings(ReceiptQuery query)
    {
        private readonly IReadOnlyList<byte[]> _marks = query.Marks();
        private readonly List<ReceiptItem> _items = [];
        private JournalEntry? _last;

        /// <summary>What comes now is older than what is searched for.</summary>
        public bool IsPastFrom { get; private set; }

        /// <summary>Looks at an entry; false when the search can end with it.</summary>
        public bool Take(JournalEntry entry)
        {
            _last = entry;
            IsPastFrom = entry.At < query.From - Disorder;
            if (IsPastFrom)
                return false;
            if (MayFit(entry) && JournaledWebhook.Read(entry) is { } webhook && query.Fits(webhook))
                _items.Add(ReceiptItem.Of(webhook));
            return _items.Count < query.Limit;
        }

        public ReceiptPage Page(bool isEnd) =>
            new(_items, isEnd || _last is null ? null : new ReceiptId(_last.Position).ToString(), _last?.At.UtcDateTime);

        private bool MayFit(JournalEntry entry)
        {
            if (entry.Kind is not (JournalKind.Issue or JournalKind.Incident))
                return false;
            foreach (var mark in _marks)
            {
                if (entry.Data.Span.IndexOf(mark) < 0)
                    return false;
            }

            return true;
        }
    }
}
