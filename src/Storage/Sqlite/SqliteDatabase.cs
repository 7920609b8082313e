using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Router.Storage.Sqlite;

/// <summary>
/// One SQLite connection, used by one thread at a time. Straight on the native library that Microsoft.Data.Sqlite brings:
/// prepared statements without ADO.NET's cost per execution; errors are its <see cref="SqliteException"/>.
/// </summary>
internal sealed class SqliteDatabase : IDisposable
{
    /// <summary>Milliseconds to wait for a lock. Only opening and closing ever meet one.</summary>
    private const int BusyTimeout = 5000;

    private readonly sqlite3 _handle;
    private int _pagesTaken;

    static SqliteDatabase() => Batteries_V2.Init();

    private SqliteDatabase(sqlite3 handle) => _handle = handle;

    public static SqliteDatabase Open(string path, bool readOnly) =>
        OpenWith(path, readOnly ? raw.SQLITE_OPEN_READONLY : raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE);

    /// <summary>For a file without a log, that nobody else has open: not even a log's index appears beside it.</summary>
    public static SqliteDatabase OpenUntouched(string path) =>
        OpenWith($"{new Uri(path).AbsoluteUri}?immutable=1", raw.SQLITE_OPEN_READONLY | raw.SQLITE_OPEN_URI);

    private static SqliteDatabase OpenWith(string path, int flags)
    {
        flags |= raw.SQLITE_OPEN_NOMUTEX;
        var code = raw.sqlite3_open_v2(path, out var handle, flags, null);
        var database = new SqliteDatabase(handle);
        try
        {
            database.Check(code);
            raw.sqlite3_busy_timeout(handle, BusyTimeout);
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    public bool InTransaction => raw.sqlite3_get_autocommit(_handle) == 0;

    public long LastInsertRowId => raw.sqlite3_last_insert_rowid(_handle);

    public void Execute(string sql) => Check(raw.sqlite3_exec(_handle, sql));

    public SqliteStatement Prepare(string sql)
    {
        Check(raw.sqlite3_prepare_v2(_handle, sql, out var statement));
        return new(this, statement);
    }

    /// <summary>The first column of the first row; 0 when it is null or there is no row.</summary>
    public long Scalar(string sql)
    {
        using var statement = Prepare(sql);
        return statement.Step() ? statement.Int64(0) : 0;
    }

    /// <summary>Pages written to the log since it was last asked.</summary>
    public int TakePagesWritten()
    {
        Check(raw.sqlite3_db_status(_handle, raw.SQLITE_DBSTATUS_CACHE_WRITE, out var pages, out _, 0));
        var taken = pages - _pagesTaken;
        _pagesTaken = pages;
        return taken;
    }

    /// <summary>Moves committed pages from the log into the file. Waits for nobody; what a reader still needs stays.</summary>
    /// <returns>Pages in the log, and how many of them are in the file too.</returns>
    public (int Log, int Moved) Checkpoint(bool truncate = false)
    {
        raw.sqlite3_busy_timeout(_handle, 0);
        var code = raw.sqlite3_wal_checkpoint_v2(_handle, "main", truncate ? raw.SQLITE_CHECKPOINT_TRUNCATE : raw.SQLITE_CHECKPOINT_PASSIVE, out var log, out var moved);
        raw.sqlite3_busy_timeout(_handle, BusyTimeout);
        if ((code & 0xff) != raw.SQLITE_BUSY)
            Check(code);
        return (log, moved);
    }

    /// <summary>Ends the statement that runs on another thread.</summary>
    public void Interrupt() => raw.sqlite3_interrupt(_handle);

    public void Check(int code)
    {
        if (code is not (raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE))
            SqliteException.ThrowExceptionForRC(code, _handle);
    }

    public void Dispose() => _handle.Dispose();
}
