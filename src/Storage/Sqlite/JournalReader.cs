using Microsoft.Data.Sqlite;

namespace Router.Storage.Sqlite;

/// <summary>Reads the journal's pages.</summary>
internal sealed class JournalReader
{
    private volatile JournalDay[] _days = [];

    /// <summary>The days that are on disk now; by the writer.</summary>
    public void Publish(ImmutableArray<JournalDay> days)
    {
        if (!days.AsSpan().SequenceEqual(_days))
            _days = [.. days];
    }

    /// <summary>The entry at a position, or null.</summary>
    public JournalEntry? Read(SqliteDatabase database, long position)
    {
        var entry = ReadAfter(database, position - 1, 1);
        return entry is [var found] && found.Position == position ? found with { Data = found.Data.ToArray() } : null;
    }

    /// <summary>Up to <paramref name="limit"/> entries after a position.</summary>
    public List<JournalEntry> ReadAfter(SqliteDatabase database, long after, int limit)
    {
        var entries = new List<JournalEntry>();
        var days = _days;
        for (var day = 0; day < days.Length && entries.Count < limit; day++)
        {
            if (day + 1 < days.Length && days[day + 1].First <= after + 1)
                continue;
            try
            {
                ReadDay(database, days[day], after, limit, entries);
            }
            catch (SqliteException) when (!_days.Contains(days[day]))
            {
                // Purged since: its entries are not there any more.
            }
        }
        return entries;
    }

    /// <summary>The newest entry's position; 0 without one.</summary>
    public long ReadLast(SqliteDatabase database) =>
        _days is [.., var newest] ? database.Scalar($"select coalesce(max(first + count - 1), 0) from (select first, count from {newest.Table} order by first desc limit 1)") : 0;

    /// <summary>Up to <paramref name="limit"/> entries before a position, the newest first.</summary>
    public List<JournalEntry> ReadBefore(SqliteDatabase database, long before, int limit)
    {
        var entries = new List<JournalEntry>();
        var days = _days;
        for (var day = days.Length - 1; day >= 0 && entries.Count < limit; day--)
        {
            if (days[day].First >= before)
                continue;
            try
            {
                ReadDayBackwards(database, days[day], before, limit, entries);
            }
            catch (SqliteException) when (!_days.Contains(days[day]))
            {
                // Purged since: its entries are not there any more.
            }
        }

        return entries;
    }

    private static void ReadDayBackwards(SqliteDatabase database, JournalDay day, long before, int limit, List<JournalEntry> entries)
    {
        using var pages = database.Prepare($"select first, data from {day.Table} where first < ?1 order by first desc");
        pages.Bind(1, before);
        while (entries.Count < limit && pages.Step())
            entries.AddRange(JournalPage.Read(pages.Int64(0), pages.Blob(1), 0).TakeWhile(entry => entry.Position < before).Reverse().Take(limit - entries.Count));
    }

    /// <summary>Up to <paramref name="limit"/> audit entries before a position, newest first.</summary>
    public List<JournalEntry> ReadAudit(SqliteDatabase database, long before, int limit)
    {
        var entries = new List<JournalEntry>();
        using var positions = database.Prepare("select position from audit where position < ?1 order by position desc limit ?2");
        positions.Bind(1, before).Bind(2, limit);
        while (positions.Step())
        {
            if (Read(database, positions.Int64(0)) is { } entry)
                entries.Add(entry);
        }
        return entries;
    }

    private static void ReadDay(SqliteDatabase database, JournalDay day, long after, int limit, List<JournalEntry> entries)
    {
        using var pages = database.Prepare($"""
            select first, data from {day.Table}
            where first >= coalesce((select first from {day.Table} where first <= ?1 order by first desc limit 1), 0) order by first
            """);
        pages.Bind(1, after + 1);
        while (entries.Count < limit && pages.Step())
            entries.AddRange(JournalPage.Read(pages.Int64(0), pages.Blob(1), after + 1).Take(limit - entries.Count));
    }
}
