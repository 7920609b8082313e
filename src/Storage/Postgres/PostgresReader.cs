using Npgsql;

namespace Router.Storage.Postgres;

/// <summary>Point reads, due rows and the journal.</summary>
internal sealed class PostgresReader(NpgsqlDataSource connections)
{
    private const string EntryColumns = "select position, previous, type, id, kind, at, data from journal";

    /// <summary>A row with its parts, as of one moment.</summary>
    public async ValueTask<GrainRow?> RowAsync(GrainKey key, CancellationToken cancellationToken)
    {
        await using var command = connections.CreateCommand("""
            select g.version, g.data, g.position, p.keys, p.data from grains g
            left join lateral (select array_agg(key) as keys, array_agg(data) as data from parts where type = g.type and id = g.id) p on true
            where g.type = $1 and g.id = $2
            """);
        Add(command, PostgresText.Encode(key.Type));
        Add(command, PostgresText.Encode(key.Id));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
            return null;
        return new(reader.GetInt64(0), reader.GetFieldValue<byte[]>(1), reader.GetInt64(2), Parts(reader));
    }

    /// <summary>The due rows of a shard.</summary>
    public async ValueTask<IReadOnlyList<DueRow>> DueAsync(int shard, DateTimeOffset now, int limit, CancellationToken cancellationToken)
    {
        await using var command = connections.CreateCommand("select type, id, due_at from grains where shard = $1 and due_at <= $2 order by due_at limit $3");
        Add(command, (short)shard);
        Add(command, now.ToUnixTimeMilliseconds());
        Add(command, limit);
        var rows = new List<DueRow>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            rows.Add(new(Key(reader, 0), DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(2))));
        return rows;
    }

    /// <summary>The entry at a position, or null.</summary>
    public async ValueTask<JournalEntry?> EntryAsync(long position, CancellationToken cancellationToken) =>
        await EntriesAsync($"{EntryColumns} where position = $1 limit $2", position, 1, cancellationToken) is [var entry] ? entry : null;

    /// <summary>Up to <paramref name="limit"/> entries after a position.</summary>
    public async ValueTask<IReadOnlyList<JournalEntry>> AfterAsync(long after, int limit, CancellationToken cancellationToken)
    {
        var horizon = await HorizonAsync(cancellationToken);
        return await EntriesAsync($"{EntryColumns} where position > $1 and position <= $3 order by position limit $2", after, limit, cancellationToken, horizon);
    }

    /// <summary>Up to <paramref name="limit"/> entries before a position, the newest first.</summary>
    public async ValueTask<IReadOnlyList<JournalEntry>> BeforeAsync(long before, int limit, CancellationToken cancellationToken)
    {
        var horizon = await HorizonAsync(cancellationToken);
        return await EntriesAsync($"{EntryColumns} where position < $1 and position <= $3 order by position desc limit $2", before, limit, cancellationToken, horizon);
    }

    /// <summary>Up to <paramref name="limit"/> audit entries before a position, the newest first.</summary>
    public ValueTask<IReadOnlyList<JournalEntry>> AuditAsync(long before, int limit, CancellationToken cancellationToken) =>
        EntriesAsync($"{EntryColumns} where kind = 4 and position < $1 order by position desc limit $2", before, limit, cancellationToken);

    /// <summary>The newest position that <see cref="AfterAsync"/> returns; 0 without one.</summary>
    public async ValueTask<long> LastAsync(CancellationToken cancellationToken) =>
        await EntriesAsync($"{EntryColumns} where position <= $1 order by position desc limit $2", await HorizonAsync(cancellationToken), 1, cancellationToken) is [var last] ? last.Position : 0;

    /// <summary>Up to here every entry is there that will ever be; for a read that begins after this one.</summary>
    private async ValueTask<long> HorizonAsync(CancellationToken cancellationToken)
    {
        await using var command = connections.CreateCommand("select journal_horizon()");
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private async ValueTask<IReadOnlyList<JournalEntry>> EntriesAsync(string sql, long position, int limit, CancellationToken cancellationToken, long? horizon = null)
    {
        await using var command = connections.CreateCommand(sql);
        Add(command, position);
        Add(command, limit);
        if (horizon is { } end)
            Add(command, end);
        var entries = new List<JournalEntry>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            entries.Add(new(
                reader.GetInt64(0), reader.GetInt64(1), Key(reader, 2), (JournalKind)reader.GetInt16(4),
                new(reader.GetInt64(5), TimeSpan.Zero), reader.GetFieldValue<byte[]>(6)));
        }
        return entries;
    }

    private static GrainKey Key(NpgsqlDataReader reader, int column) =>
        new(PostgresText.Decode(reader.GetString(column)), PostgresText.Decode(reader.GetString(column + 1)));

    private static IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Parts(NpgsqlDataReader reader)
    {
        if (reader.IsDBNull(3))
            return ImmutableDictionary<string, ReadOnlyMemory<byte>>.Empty;
        var keys = reader.GetFieldValue<string[]>(3);
        var data = reader.GetFieldValue<byte[][]>(4);
        var parts = new Dictionary<string, ReadOnlyMemory<byte>>(keys.Length);
        for (var i = 0; i < keys.Length; i++)
            parts[PostgresText.Decode(keys[i])] = data[i];
        return parts;
    }

    private static void Add<T>(NpgsqlCommand command, T value) => command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
}
