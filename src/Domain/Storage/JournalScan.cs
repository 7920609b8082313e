namespace Router.Domain.Storage;

/// <summary>Finds places in the journal by time.</summary>
public static class JournalScan
{
    /// <summary>Entries of several processes may be out of order by so much.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    /// <summary>The position to read after, to see every entry from an instant on, but no more than the newest ones.</summary>
    /// <param name="journal">The journal.</param>
    /// <param name="from">The instant. A few entries before it may be seen too.</param>
    /// <param name="limit">About how many entries at most; fewer where positions have gaps.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>The position, and whether the limit has left out entries from the instant on.</returns>
    public static async ValueTask<(long After, bool IsCut)> StartAsync(IJournal journal, DateTimeOffset from, long limit, CancellationToken cancellationToken = default)
    {
        long high = 1;
        while (high < long.MaxValue / 2 && await NextAsync(journal, high, cancellationToken) is not null)
            high *= 2;
        var start = await FirstAsync(0, high, entry => entry is null || entry.At >= from - Skew);
        var newest = await FirstAsync(start, high, entry => entry is null);
        return newest - start > limit ? (newest - limit, true) : (start, false);

        // The lowest position after which the journal's next entry is as wanted; all later ones are too.
        async ValueTask<long> FirstAsync(long low, long end, Func<JournalEntry?, bool> isWanted)
        {
            while (low < end)
            {
                var middle = low + ((end - low) / 2);
                if (isWanted(await NextAsync(journal, middle, cancellationToken)))
                    end = middle;
                else
                    low = middle + 1;
            }

            return low;
        }
    }

    private static async ValueTask<JournalEntry?> NextAsync(IJournal journal, long after, CancellationToken cancellationToken) =>
        await journal.ReadAfterAsync(after, 1, cancellationToken) is [var entry, ..] ? entry : null;
}
