namespace Router.Storage.Sqlite;

/// <summary>Keeps a row's place in the list, and the look-up of its values.</summary>
internal sealed class ListWriter : IDisposable
{
    private readonly SqliteStatement _write;
    private readonly SqliteStatement _read;
    private readonly SqliteStatement _delete;
    private readonly SqliteStatement _addFacet;
    private readonly SqliteStatement _deleteFacet;

    public ListWriter(SqliteDatabase database)
    {
        _write = database.Prepare($"""
            insert into list({ListColumns.Names}, type, grain, search)
            values(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
            on conflict(type, created, id) do update set
              status = ?3, severity = ?4, title = ?5, project = ?6, environment = ?7, rule = ?8, channels = ?9,
              first_seen = ?10, last_seen = ?11, count = ?12, grain = ?14, search = ?15
            """);
        _read = database.Prepare($"select {ListColumns.Names} from list where type = ?1 and created = ?2 and id = ?3");
        _delete = database.Prepare("delete from list where type = ?1 and created = ?2 and id = ?3");
        _addFacet = database.Prepare("insert or ignore into facets(type, kind, value, grain) values(?1, ?2, ?3, ?4)");
        _deleteFacet = database.Prepare("delete from facets where type = ?1 and kind = ?2 and value = ?3 and grain = ?4");
    }

    /// <summary>Brings the list from what the stored row shows to what it shows now; null is nothing.</summary>
    public void Write(GrainKey key, long grain, StoredRow? old, IndexRow? row)
    {
        var before = Before(key, old);
        var created = row is null ? (long?)null : ListColumns.Created(row);
        if (old?.Created is { } place && place != created)
            _delete.Bind(1, key.Type).Bind(2, place).Bind(3, key.Id).Execute();
        if (row is not null)
        {
            ListColumns.Bind(_write, key.Id, row);
            _write.Bind(13, key.Type).Bind(14, grain).Bind(15, ListColumns.Search(row.Title, key.Id)).Execute();
        }
        WriteFacet(key, grain, FacetKind.Project, before?.Project, row?.Project);
        WriteFacet(key, grain, FacetKind.Environment, before?.Environment, row?.Environment);
        WriteFacet(key, grain, FacetKind.Rule, before?.Rule, row?.Rule);
        var had = before?.Channels ?? [];
        var has = row?.Channels ?? [];
        foreach (var channel in had)
            WriteFacet(key, grain, FacetKind.Channel, channel, has.Contains(channel) ? channel : null);
        foreach (var channel in has)
            WriteFacet(key, grain, FacetKind.Channel, had.Contains(channel) ? channel : null, channel);
    }

    public void Dispose()
    {
        foreach (var statement in (ReadOnlySpan<SqliteStatement>)[_write, _read, _delete, _addFacet, _deleteFacet])
            statement.Dispose();
    }

    private IndexRow? Before(GrainKey key, StoredRow? old)
    {
        if (old?.Created is not { } place || old.Index is not null)
            return old?.Index;
        if (!_read.Bind(1, key.Type).Bind(2, place).Bind(3, key.Id).Step())
            return null;
        var row = ListColumns.Read(_read).Row;
        _read.Reset();
        return row;
    }

    private void WriteFacet(GrainKey key, long grain, FacetKind kind, string? before, string? now)
    {
        if (before == now)
            return;
        if (before is not null)
            _deleteFacet.Bind(1, key.Type).Bind(2, (long)kind).Bind(3, before).Bind(4, grain).Execute();
        if (now is not null)
            _addFacet.Bind(1, key.Type).Bind(2, (long)kind).Bind(3, now).Bind(4, grain).Execute();
    }
}
