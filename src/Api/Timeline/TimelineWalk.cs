using Router.Api.Management;
using Router.Domain.Alerts;
using Router.Domain.Storage;

namespace Router.Api.Timeline;

/// <summary>Walks a grain's journal backwards, from one of its entries to the one before.</summary>
internal static class TimelineWalk
{
    /// <summary>The most entries that one page looks at; a page of many repeats may hold fewer items than asked for, and goes on.</summary>
    private const int MostEntries = 1000;

    /// <summary>A page, newest first; null when the cursor is not of this grain.</summary>
    /// <param name="journal">The journal.</param>
    /// <param name="key">The grain.</param>
    /// <param name="newest">The grain's newest entry.</param>
    /// <param name="query">What is asked for.</param>
    /// <param name="select">The item of an entry, or null to leave it out.</param>
    /// <param name="cancellationToken">Ends the walk.</param>
    public static async Task<Page<T>?> PageAsync<T>(
        IJournal journal, GrainKey key, long newest, TimelineQuery query, Func<JournalEntry, T?> select, CancellationToken cancellationToken)
        where T : class
    {
        var items = new List<T>();
        var position = query.From ?? newest;
        for (var read = 0; position > 0 && items.Count < query.Limit && read < MostEntries; read++)
        {
            var entry = await journal.ReadAsync(position, cancellationToken);
            if (entry?.Key != key)
                return entry is null ? new(items, null) : null;
            if (select(entry) is { } item)
                items.Add(item);
            position = entry.PreviousPosition;
        }

        return new(items, position > 0 ? new ReceiptId(position).ToString() : null);
    }
}
