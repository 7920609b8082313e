using Npgsql;

namespace Router.Storage.Postgres;

/// <summary>Point reads, due rows and the journal.</summary>
internal sealed class PostgresReader(NpgsqlDataSource connections)
{
    private const string EntryColumns = "select position, previous, type, id, kind, at, data from journal";

    /// <summary>A row with its parts, as of one moment.</summary>
    public async ValueTask<StoredState?> StoredAsync(GrainKey key, CancellationToken cancellationToken)
    {
        await using var command = connections.CreateCommand("""
            select g.version, g.data, g.position, g.stored, p.keys, p.data from grains g
            left join lateral (select array_agg(key) as keys, array_agg(data) as data from parts where type = g.type and id = g.id) p on true
            where g.type = $1 and g.id = $2
            """);
        command.Add(PostgresText.Encode(key.Type));
        command.Add(PostgresText.Encode(key.Id));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
            return null;
        return new(reader.GetInt64(0), reader.GetFieldValue<byte[]>(1), reader.GetInt64(2), reader.GetInt64(3), Parts(reader));
    }

    /// <summary>The journal entries that a row's data lacks, in order: each knows the one before it.</summary>
    public async ValueTask<IReadOnlyList<JournalEntry>> LackingAsync(StoredState row, CancellationToken cancellationToken)
    {
        await using var command = connections.CreateCommand("""
            with recursive lacking as (
              select * from journal where position = $1
              union all
              select j.* from lacking l join journal j on j.position = l.previous where l.previous > $2)
            select position, previous, type, id, kind, at, data from lacking order by position
            """);
        command.Add(row.Position);
        command.Add(row.Stored);
        return await EntriesAsync(command, cancellationToken);
    }

    /// <summary>Grains whose data has been behind for so long, in order.</summary>
    public async ValueTask<IReadOnlyList<GrainKey>> BehindAsync(TimeSpan after, GrainKey? last, int limit, CancellationToken cancellationToken)
    {
        await using var command = connections.CreateCommand("select type, id from behind where since <= clock_timestamp() - $1 and (type, id) > ($2, $3) order by type, id limit $4");
        command.Add(after);
        command.Add(PostgresText.Encode(last?.Type ?? ""));
        command.Add(PostgresText.Encode(last?.Id ?? ""));
        command.Add(limit);
        var keys = new List<GrainKey>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            keys.Add(Key(reader, 0));
        return keys;
    }

    /// <summary>The due rows of a shard.</summary>
    public async ValueTask<IReadOnlyList<DueRow>> DueAsync(int shard, DateTimeOffset now, int limit, CancellationToken cancellationToken)
    {
        await using var command = connections.CreateCommand("select type, id, due_at from grains where shard = $1 and due_at <= $2 order by due_at limit $3");
        command.Add((short)shard);
        command.Add(now.ToUnixTimeMilliseconds());
        command.Add(limit);
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
        command.Add(position);
        command.Add(limit);
        if (horizon is { } end)
            command.Add(end);
        return await EntriesAsync(command, cancellationToken);
    }

    private static async ValueTask<IReadOnlyList<JournalEntry>> EntriesAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
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
        if (reader.IsDBNull(4))
            return ImmutableDictionary<string, ReadOnlyMemory<byte>>.Empty;
        var keys = reader.GetFieldValue<string[]>(4);
        var data = reader.GetFieldValue<byte[][]>(5);
        var parts = new Dictionary<string, ReadOnlyMemory<byte>>(keys.Length);
        for (var i = 0; i < keys.Length; i++)
            parts[PostgresText.Decode(keys[i])] = data[i];
        return parts;
    }
}
