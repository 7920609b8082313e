namespace Router.Storage.Sqlite;

/// <summary>The writer's connection and its prepared statements. Thrown away when a transaction fails: what is on disk is read again.</summary>
internal sealed class WriterSession : IDisposable
{
    public WriterSession(string path, TimeProvider timeProvider)
    {
        Database = SqliteDatabase.Open(path, readOnly: false);
        try
        {
            Database.Execute("pragma synchronous = full; pragma wal_autocheckpoint = 0; pragma cache_size = -65536; pragma temp_store = memory");
            Rows = new(Database);
            Journal = new(Database, timeProvider);
        }
        catch
        {
            Database.Dispose();
            throw;
        }
    }

    public SqliteDatabase Database { get; }

    public RowWriter Rows { get; }

    public JournalAppender Journal { get; }

    public void Dispose()
    {
        Journal.Dispose();
        Rows.Dispose();
        Database.Dispose();
    }
}
