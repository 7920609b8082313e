using System.Buffers;

namespace Router.Storage.Sqlite;

/// <summary>Appends entries within the open transaction, a page of them a row. Made anew after a failed transaction, from what is on disk.</summary>
internal sealed class JournalAppender : IDisposable
{
    private const int MostBytes = 128 << 10;

    private readonly SqliteDatabase _database;
    private readonly TimeProvider _timeProvider;
    private readonly ArrayBufferWriter<byte> _page = new(MostBytes);
    private readonly SqliteStatement _checkpoint;
    private SqliteStatement? _insert;
    private long _pageFirst;
    private bool _dayChosen;

    public JournalAppender(SqliteDatabase database, TimeProvider timeProvider)
    {
        _database = database;
        _timeProvider = timeProvider;
        _checkpoint = database.Prepare("update meta set value = ?1 where name = 'checkpoint'");
        Days = JournalDay.ReadAll(database);
        Checkpoint = database.Scalar("select value from meta where name = 'checkpoint'");
        var last = Days.IsEmpty ? 0 : database.Scalar($"select first + count - 1 from {Days[^1].Table} order by first desc limit 1");
        Last = Math.Max(last, Checkpoint);
        _pageFirst = Last + 1;
    }

    /// <summary>The days, those of the open transaction included.</summary>
    public ImmutableArray<JournalDay> Days { get; private set; }

    /// <summary>The newest entry's position, the open transaction's included.</summary>
    public long Last { get; private set; }

    /// <summary>Every entry up to here is in a snapshot on disk.</summary>
    public long Checkpoint { get; private set; }

    /// <summary>Appends a write's entries.</summary>
    /// <returns>The position of the last.</returns>
    public long Append(GrainKey key, ImmutableArray<JournalWrite> entries, long previous)
    {
        foreach (var entry in entries)
        {
            if (_page.WrittenCount >= MostBytes)
                WritePage();
            JournalPage.Write(_page, key, entry, previous);
            previous = ++Last;
            if (entry.Kind == JournalKind.Audit)
                _database.Execute($"insert into audit(position) values({Last})");
        }
        return previous;
    }

    /// <summary>Writes what is not written yet; before the commit.</summary>
    public void Finish()
    {
        if (_page.WrittenCount > 0)
            WritePage();
        _dayChosen = false;
    }

    /// <summary>Sets <see cref="Checkpoint"/>.</summary>
    public void SetCheckpoint(long position)
    {
        _checkpoint.Bind(1, position).Execute();
        Checkpoint = position;
    }

    /// <summary>Removes some pages of the oldest day, when it ended before an instant and is in snapshots; the day with the last of them.</summary>
    /// <returns>True when it removed any.</returns>
    public bool Trim(DateTimeOffset before, int pages)
    {
        if (Days.Length < 2 || Days[0].End > before || Days[1].First - 1 > Checkpoint)
            return false;
        var table = Days[0].Table;
        _database.Execute($"delete from {table} where first in (select first from {table} order by first limit {pages})");
        if (_database.Scalar($"select exists(select 1 from {table})") == 0)
        {
            _database.Execute($"drop table {table}");
            Days = Days.RemoveAt(0);
            _database.Execute($"delete from audit where position < {Days[0].First}");
        }
        return true;
    }

    public void Dispose()
    {
        _insert?.Dispose();
        _checkpoint.Dispose();
    }

    private void WritePage()
    {
        if (!_dayChosen)
            ChooseDay();
        _insert!.Bind(1, _pageFirst).Bind(2, Last + 1 - _pageFirst).Bind(3, _page.WrittenSpan).Execute();
        _page.ResetWrittenCount();
        _pageFirst = Last + 1;
    }

    /// <summary>Today's table, or the newest when the clock was set back: positions rise from day to day.</summary>
    private void ChooseDay()
    {
        _dayChosen = true;
        var today = DateOnly.FromDateTime(_timeProvider.GetUtcNow().UtcDateTime);
        if (Days.IsEmpty || Days[^1].Day < today)
        {
            var day = new JournalDay(today, _pageFirst);
            _database.Execute($"create table {day.Table}(first integer primary key, count integer not null, data blob not null)");
            Days = Days.Add(day);
            _insert?.Dispose();
            _insert = null;
        }
        _insert ??= _database.Prepare($"insert into {Days[^1].Table}(first, count, data) values(?1, ?2, ?3)");
    }
}
