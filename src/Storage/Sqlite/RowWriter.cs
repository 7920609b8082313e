namespace Router.Storage.Sqlite;

/// <summary>Writes grain rows with their parts; the list's rows through <see cref="ListWriter"/>.</summary>
internal sealed class RowWriter : IDisposable
{
    private readonly SqliteDatabase _database;
    private readonly ListWriter _list;
    private readonly SqliteStatement _load;
    private readonly SqliteStatement _insert;
    private readonly SqliteStatement _update;
    private readonly SqliteStatement _updateDue;
    private readonly SqliteStatement _delete;
    private readonly SqliteStatement _setPart;
    private readonly SqliteStatement _deletePart;
    private readonly SqliteStatement _deleteParts;
    private readonly SqliteStatement _skip;
    private readonly SqliteStatement _state;

    public RowWriter(SqliteDatabase database)
    {
        _database = database;
        _list = new(database);
        _load = database.Prepare("select grain, version, position, applied, due_at, created from grains where type = ?1 and id = ?2");
        _insert = database.Prepare("insert into grains(type, id, shard, version, position, applied, due_at, created, data) values(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)");
        _update = database.Prepare("update grains set version = ?2, position = ?3, applied = ?4, created = ?5, data = ?6 where grain = ?1");
        _updateDue = database.Prepare("update grains set version = ?2, position = ?3, applied = ?4, created = ?5, data = ?6, due_at = ?7 where grain = ?1");
        _delete = database.Prepare("delete from grains where grain = ?1");
        _setPart = database.Prepare("insert or replace into parts(grain, key, data) values(?1, ?2, ?3)");
        _deletePart = database.Prepare("delete from parts where grain = ?1 and key = ?2");
        _deleteParts = database.Prepare("delete from parts where grain = ?1");
        _skip = database.Prepare("update grains set position = ?2, applied = ?3 where grain = ?1");
        _state = database.Prepare("select data from grains where grain = ?1");
    }

    /// <summary>The row on disk, or null.</summary>
    public RowHead? Load(GrainKey key)
    {
        if (!_load.Bind(1, key.Type).Bind(2, key.Id).Step())
            return null;
        var stored = new StoredRow(_load.Int64(0), _load.Int64(1), _load.Int64OrNull(4), _load.Int64OrNull(5), null);
        var head = new RowHead(stored.Version, _load.Int64(2), _load.Int64(3), stored, null);
        _load.Reset();
        return head;
    }

    /// <summary>The state on disk.</summary>
    public ReadOnlyMemory<byte> State(StoredRow row)
    {
        _state.Bind(1, row.Grain).Step();
        var state = _state.Blob(0);
        _state.Reset();
        return state;
    }

    /// <summary>Writes a version of a row that may be on disk already.</summary>
    public StoredRow Write(GrainKey key, StoredRow? old, long version, long position, long applied, GrainSnapshot snapshot)
    {
        var due = snapshot.DueAt?.ToUnixTimeMilliseconds();
        var created = snapshot.Index is { } row ? ListColumns.Created(row) : (long?)null;
        long grain;
        if (old is null)
        {
            _insert.Bind(1, key.Type).Bind(2, key.Id).Bind(3, GrainShard.Of(key)).Bind(4, version).Bind(5, position).Bind(6, applied)
                .Bind(7, due).Bind(8, created).Bind(9, snapshot.State.Span).Execute();
            grain = _database.LastInsertRowId;
        }
        else
        {
            grain = old.Grain;
            var update = due == old.DueAt ? _update : _updateDue.Bind(7, due);
            update.Bind(1, grain).Bind(2, version).Bind(3, position).Bind(4, applied).Bind(5, created).Bind(6, snapshot.State.Span).Execute();
        }
        _list.Write(key, grain, old, snapshot.Index);
        return new(grain, version, due, created, snapshot.Index);
    }

    /// <summary>Records entries that change nothing of the state.</summary>
    public void Skip(StoredRow row, long position, long applied) => _skip.Bind(1, row.Grain).Bind(2, position).Bind(3, applied).Execute();

    /// <summary>Writes and removes parts.</summary>
    public void WriteParts(StoredRow row, ImmutableArray<PartWrite> parts)
    {
        foreach (var part in parts)
        {
            if (part.Data is { } data)
                _setPart.Bind(1, row.Grain).Bind(2, part.Key).Bind(3, data.Span).Execute();
            else
                _deletePart.Bind(1, row.Grain).Bind(2, part.Key).Execute();
        }
    }

    /// <summary>Removes the row with its parts and its place in the list.</summary>
    public void Delete(GrainKey key, StoredRow row)
    {
        _list.Write(key, row.Grain, row, null);
        _deleteParts.Bind(1, row.Grain).Execute();
        _delete.Bind(1, row.Grain).Execute();
    }

    public void Dispose()
    {
        _list.Dispose();
        foreach (var statement in (ReadOnlySpan<SqliteStatement>)[_load, _insert, _update, _updateDue, _delete, _setPart, _deletePart, _deleteParts, _skip, _state])
            statement.Dispose();
    }
}
