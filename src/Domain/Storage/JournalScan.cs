namespace Router.Domain.Storage;

/// <summary>Finds places in the journal by time.</summary>
public static class JournalScan
{
    /// <summary>Entries of several processes may be out of order by so much.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    private const int Page = 500;

    /// <summary>The position to read after, to see every entry from an instant on, but no more than the newest ones.</summary>
    /// <param name="journal">The journal.</param>
    /// <param name="from">The instant. A few entries before it may be seen too.</param>
    /// <param name="limit">The most entries.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>The position, and whether the limit has left out entries from the instant on.</returns>
    public static async ValueTask<(long After, bool IsCut)> StartAsync(IJournal journal, DateTimeOffset from, long limit, CancellationToken cancellationToken = default)
    {
        var last = await journal.ReadLastPositionAsync(cancellationToken);
        var (low, start) = (0L, last);
        while (low < start)
        {
            var middle = low + ((start - low) / 2);
            if (await NextAsync(journal, middle, cancellationToken) is { } entry && entry.At < from - Skew)
                low = middle + 1;
            else
                start = middle;
        }

        // Positions have gaps: there may be fewer entries than they promise, never more.
        return last - start <= limit ? (start, false) : await NewestAsync(journal, start, last, limit, cancellationToken);
    }

    /// <summary>The position before the newest entries after <paramref name="start"/>, found by counting them from the end.</summary>
    private static async ValueTask<(long After, bool IsCut)> NewestAsync(IJournal journal, long start, long last, long limit, CancellationToken cancellationToken)
    {
        var (before, left) = (last + 1, limit);
        while (true)
        {
            var page = await journal.ReadBeforeAsync(before, (int)Math.Min(Page, left + 1), cancellationToken);
            foreach (var entry in page)
            {
                if (entry.Position <= start)
                    return (start, false);
                if (left-- == 0)
                    return (entry.Position, true);
                before = entry.Position;
            }

            if (page.Count == 0)
                return (start, false);
        }
    }

    private static async ValueTask<JournalEntry?> NextAsync(IJournal journal, long after, CancellationToken cancellationToken) =>
        await journal.ReadAfterAsync(after, 1, cancellationToken) is [var entry, ..] ? entry : null;
}
