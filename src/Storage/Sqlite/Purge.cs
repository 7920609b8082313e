namespace Router.Storage.Sqlite;

/// <summary>One step of retention.</summary>
internal static class Purge
{
    /// <summary>Pages of the journal that one step frees: at most some 8 MiB, so that commits wait for milliseconds.</summary>
    private const int Pages = 64;

    /// <summary>Frees pages of an outlived journal day, or deletes grains; true when there may be more.</summary>
    public static bool Step(WriteBatch batch, DateTimeOffset journalBefore, DateTimeOffset grainsBefore, int limit)
    {
        var session = batch.Begin();
        return session.Journal.Trim(journalBefore, Pages) || Grains(batch, session.Database, grainsBefore, limit) >= limit;
    }

    private static int Grains(WriteBatch batch, SqliteDatabase database, DateTimeOffset before, int limit)
    {
        var keys = new List<GrainKey>();
        foreach (var type in Types(database))
        {
            using var rows = database.Prepare($"""
                select l.id from list l join grains g on g.grain = l.grain
                where l.type = ?1 and l.last_seen < ?2 and (l.status = '{SqliteSchema.EndedStatus}' or g.due_at is null)
                order by l.last_seen limit ?3
                """);
            rows.Bind(1, type).Bind(2, before.ToUnixTimeMilliseconds()).Bind(3, limit - keys.Count);
            while (rows.Step())
                keys.Add(new(type, rows.Text(0)));
        }
        foreach (var key in keys)
        {
            if (batch.Head(key) is { Deferred: null } head)
                batch.Delete(key, head);
        }
        return keys.Count;
    }

    private static List<string> Types(SqliteDatabase database)
    {
        var types = new List<string>();
        using var next = database.Prepare("select min(type) from list where type > ?1");
        while (next.Bind(1, types.LastOrDefault("")).Step() && next.TextOrNull(0) is { } type)
        {
            types.Add(type);
            next.Reset();
        }
        return types;
    }
}
