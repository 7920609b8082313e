namespace Router.Storage.Sqlite;

/// <summary>A read-only connection with the prepared statements of point reads.</summary>
internal sealed class Reader : IDisposable
{
    private readonly SqliteStatement _row;
    private readonly SqliteStatement _parts;
    private readonly SqliteStatement _due;

    public Reader(string path)
    {
        Database = SqliteDatabase.Open(path, readOnly: true);
        try
        {
            _row = Database.Prepare("select grain, version, position, data from grains where type = ?1 and id = ?2");
            _parts = Database.Prepare("select key, data from parts where grain = ?1");
            _due = Database.Prepare("select type, id, due_at from grains where shard = ?1 and due_at <= ?2 order by due_at limit ?3");
        }
        catch
        {
            Database.Dispose();
            throw;
        }
    }

    public SqliteDatabase Database { get; }

    /// <summary>A row with its parts, as of one moment.</summary>
    public GrainRow? Row(GrainKey key)
    {
        try
        {
            Database.Execute("begin");
            if (!_row.Bind(1, key.Type).Bind(2, key.Id).Step())
                return null;
            return new(_row.Int64(1), _row.Blob(3), _row.Int64(2), Parts(_row.Int64(0)));
        }
        finally
        {
            _row.Reset();
            Database.Execute("commit");
        }
    }

    /// <summary>The due rows of a shard.</summary>
    public List<DueRow> Due(int shard, DateTimeOffset now, int limit)
    {
        var rows = new List<DueRow>();
        try
        {
            _due.Bind(1, shard).Bind(2, now.ToUnixTimeMilliseconds()).Bind(3, limit);
            while (_due.Step())
                rows.Add(new(new(_due.Text(0), _due.Text(1)), DateTimeOffset.FromUnixTimeMilliseconds(_due.Int64(2))));
            return rows;
        }
        finally
        {
            _due.Reset();
        }
    }

    public void Dispose()
    {
        _row.Dispose();
        _parts.Dispose();
        _due.Dispose();
        Database.Dispose();
    }

    private IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Parts(long grain)
    {
        var parts = ImmutableDictionary<string, ReadOnlyMemory<byte>>.Empty;
        if (!_parts.Bind(1, grain).Step())
            return parts;
        var found = new Dictionary<string, ReadOnlyMemory<byte>>();
        do
            found[_parts.Text(0)] = _parts.Blob(1);
        while (_parts.Step());
        return found;
    }
}
