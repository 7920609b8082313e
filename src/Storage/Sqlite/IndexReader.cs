using System.Globalization;
using System.Text;

namespace Router.Storage.Sqlite;

/// <summary>
/// Lists, by one of five ways: from the few rows that have a rare value; from the few rows seen in a time; along the index of what has not ended, for a status,
/// unless they are many and wanted by the time when they were seen; along the index of that time; else along the list in its stored order. The last two find
/// the page soon because what is looked for is frequent.
/// </summary>
internal static class IndexReader
{
    private const int Rare = 2000;

    /// <summary>A page.</summary>
    public static IndexPage List(SqliteDatabase database, IndexFilter filter)
    {
        var (from, arguments) = Query(filter, RarestFacet(database, filter), IsRareTime(database, filter) ? Way.Seen : WayOf(database, filter));
        using var rows = database.Prepare(from);
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] is string text)
                rows.Bind(i + 1, text);
            else
                rows.Bind(i + 1, (long)arguments[i]);
        }
        var items = new List<IndexedGrain>();
        while (rows.Step())
        {
            var (id, row) = ListColumns.Read(rows);
            items.Add(new(new(filter.Type, id), row));
        }
        if (items.Count <= filter.Limit)
            return new(items, null);
        items.RemoveAt(filter.Limit);
        return new(items, filter.Order.CursorOf(items[^1]));
    }

    /// <summary>A page of all rows, in the order of their keys.</summary>
    public static List<StoredGrain> All(SqliteDatabase database, GrainKey? after, int limit)
    {
        using var rows = database.Prepare($"""
            select l.{ListColumns.Names.Replace(", ", ", l.", StringComparison.Ordinal)}, g.type, g.id, g.due_at
            from grains g left join list l on l.type = g.type and l.created = g.created and l.id = g.id
            where (g.type, g.id) > (?1, ?2) order by g.type, g.id limit ?3
            """);
        rows.Bind(1, after?.Type ?? "").Bind(2, after?.Id ?? "").Bind(3, limit);
        var grains = new List<StoredGrain>();
        while (rows.Step())
        {
            DateTimeOffset? dueAt = rows.Int64OrNull(14) is { } due ? DateTimeOffset.FromUnixTimeMilliseconds(due) : null;
            grains.Add(new(new(rows.Text(12), rows.Text(13)), dueAt, rows.TextOrNull(0) is null ? null : ListColumns.Read(rows).Row));
        }
        return grains;
    }

    private static (FacetKind Kind, string Value)? RarestFacet(SqliteDatabase database, IndexFilter filter)
    {
        (FacetKind, string)? rarest = null;
        var least = (long)Rare;
        foreach (var (kind, value) in ((FacetKind, string?)[])
            [(FacetKind.Project, filter.Project), (FacetKind.Channel, filter.Channel), (FacetKind.Rule, filter.Rule), (FacetKind.Environment, filter.Environment)])
        {
            if (value is null)
                continue;
            using var count = database.Prepare("select count(*) from (select 1 from facets where type = ?1 and kind = ?2 and value = ?3 limit ?4)");
            count.Bind(1, filter.Type).Bind(2, (long)kind).Bind(3, value).Bind(4, least).Step();
            if (count.Int64(0) >= least)
                continue;
            least = count.Int64(0);
            rarest = (kind, value);
        }
        return rarest;
    }

    private static bool IsRareTime(SqliteDatabase database, IndexFilter filter)
    {
        if ((filter.From ?? filter.To) is null)
            return false;
        using var count = database.Prepare("select count(*) from (select 1 from list indexed by list_seen where type = ?1 and last_seen >= ?2 and last_seen < ?3 limit ?4)");
        count.Bind(1, filter.Type).Bind(2, filter.From?.ToUnixTimeMilliseconds() ?? long.MinValue).Bind(3, filter.To?.ToUnixTimeMilliseconds() ?? long.MaxValue).Bind(4, Rare).Step();
        return count.Int64(0) < Rare;
    }

    private static Way WayOf(SqliteDatabase database, IndexFilter filter)
    {
        if (filter.Status is null or SqliteSchema.EndedStatus)
            return filter.Order.IsBySeen() ? Way.Seen : Way.Stored;
        if (!filter.Order.IsBySeen())
            return Way.Open;
        using var count = database.Prepare($"select count(*) from (select 1 from list indexed by list_open where type = ?1 and status = ?2 and status <> '{SqliteSchema.EndedStatus}' limit ?3)");
        count.Bind(1, filter.Type).Bind(2, filter.Status).Bind(3, Rare).Step();
        return count.Int64(0) < Rare ? Way.Open : Way.Seen;
    }

    private static (string Sql, List<object> Arguments) Query(IndexFilter filter, (FacetKind Kind, string Value)? facet, Way way)
    {
        var arguments = new List<object>();
        var sql = new StringBuilder($"select l.{ListColumns.Names.Replace(", ", ", l.", StringComparison.Ordinal)} from ");
        if (facet is { } rare)
        {
            sql.Append("facets f cross join grains g on g.grain = f.grain cross join list l on l.type = g.type and l.created = g.created and l.id = g.id");
            Where("f.type = ?", filter.Type);
            Where("f.kind = ?", (long)rare.Kind);
            Where("f.value = ?", rare.Value);
        }
        else
            sql.Append(way switch { Way.Seen => "list l indexed by list_seen", Way.Open => "list l indexed by list_open", _ => "list l" });

        Where("l.type = ?", filter.Type);
        if (filter.Status is not null)
        {
            Where("l.status = ?", filter.Status);
            if (filter.Status != SqliteSchema.EndedStatus)
                sql.Append($" and l.status <> '{SqliteSchema.EndedStatus}'");
        }
        if (filter.After is { } after)
            After(after);
        if (filter.From is { } from)
            Where("l.last_seen >= ?", from.ToUnixTimeMilliseconds());
        if (filter.To is { } to)
            Where("l.last_seen < ?", to.ToUnixTimeMilliseconds());
        if (filter.Severity is { } severity)
            Where("l.severity = ?", (long)severity);
        if (filter.Project is { } project)
            Where("l.project = ?", project);
        if (filter.Environment is { } environment)
            Where("l.environment = ?", environment);
        if (filter.Rule is { } rule)
            Where("l.rule = ?", rule);
        if (filter.Channel is { } channel)
            Where("instr(l.channels, ?) > 0", ListColumns.Channel(channel));
        if (!string.IsNullOrEmpty(filter.Text))
            Where("instr(l.search, ?) > 0", ListColumns.Fold(filter.Text));
        arguments.Add((long)filter.Limit + 1);
        sql.Append(filter.Order switch
        {
            IndexOrder.Oldest => " order by l.created, l.id desc limit ?",
            IndexOrder.LatestSeen => " order by l.last_seen desc, l.created, l.id desc limit ?",
            IndexOrder.EarliestSeen => " order by l.last_seen, l.created desc, l.id limit ?",
            _ => " order by l.created desc, l.id limit ?",
        });
        return (sql.ToString(), arguments);

        // In the order's own words: what follows the row that the cursor names.
        void After(IndexCursor cursor)
        {
            var isNewest = filter.Order is IndexOrder.Newest or IndexOrder.EarliestSeen;
            var (created, id) = (isNewest ? "<" : ">", isNewest ? ">" : "<");
            if (filter.Order.IsBySeen())
            {
                var (seen, at) = (filter.Order == IndexOrder.LatestSeen ? "<" : ">", cursor.SeenAt!.Value.ToUnixTimeMilliseconds());
                Where($"l.last_seen {seen}= ?", at);
                Where($"(l.last_seen {seen} ?", at);
                sql.Append(" or (1");
            }

            Where($"l.created {created}= ?", cursor.CreatedAt.ToUnixTimeMilliseconds());
            Where($"(l.created {created} ?", cursor.CreatedAt.ToUnixTimeMilliseconds());
            arguments.Add(cursor.Id);
            sql.Append(CultureInfo.InvariantCulture, $" or l.id {id} ?){(filter.Order.IsBySeen() ? "))" : "")}");
        }

        void Where(string condition, object argument)
        {
            sql.Append(arguments.Count == 0 ? " where " : " and ").Append(condition);
            arguments.Add(argument);
        }
    }

    private enum Way
    {
        Stored,
        Open,
        Seen,
    }
}
