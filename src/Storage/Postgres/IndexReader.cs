using System.Text;
using Npgsql;
using Router.Domain.Alerts;

namespace Router.Storage.Postgres;

/// <summary>Lists. The server's planner chooses the way: the facets' index when a value is rare, else the list in its order.</summary>
internal sealed class IndexReader(NpgsqlDataSource connections)
{
    private const string Columns = "id, created, first_seen, last_seen, count, status, severity, title, project, environment, rule, channels";

    /// <summary>A page.</summary>
    public async ValueTask<IndexPage> ListAsync(IndexFilter filter, CancellationToken cancellationToken)
    {
        await using var command = connections.CreateCommand();
        Query(filter, command);
        var items = new List<IndexedGrain>();
        var last = default(IndexCursor);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            if (items.Count == filter.Limit)
                return new(items, last);
            var id = PostgresText.Decode(reader.GetString(0));
            last = new(Time(reader, 1), id);
            items.Add(new(new(filter.Type, id), Row(reader)));
        }
        return new(items, null);
    }

    /// <summary>A page of all rows, in the order of their keys.</summary>
    public async ValueTask<IReadOnlyList<StoredGrain>> AllAsync(GrainKey? after, int limit, CancellationToken cancellationToken)
    {
        await using var command = connections.CreateCommand($"select {Columns}, type, due_at from grains where (type, id) > ($1, $2) order by type, id limit $3");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = PostgresText.Encode(after?.Type ?? "") });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = PostgresText.Encode(after?.Id ?? "") });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        var grains = new List<StoredGrain>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            grains.Add(new(
                new(PostgresText.Decode(reader.GetString(12)), PostgresText.Decode(reader.GetString(0))),
                reader.IsDBNull(13) ? null : Time(reader, 13),
                reader.IsDBNull(1) ? null : Row(reader)));
        }
        return grains;
    }

    private static void Query(IndexFilter filter, NpgsqlCommand command)
    {
        var sql = new StringBuilder($"select {Columns} from grains where created is not null");
        Where("type = {0}", PostgresText.Encode(filter.Type));
        if (filter.Status is { } status)
        {
            Where("status = {0}", PostgresText.Encode(status));
            if (status != ListColumns.EndedStatus)
                sql.Append($" and status <> '{ListColumns.EndedStatus}'");
        }
        if (filter.After is { } after)
        {
            var (created, id) = filter.Order == IndexOrder.Oldest ? (">", "<") : ("<", ">");
            Where($"created {created}= {{0}}", after.CreatedAt.ToUnixTimeMilliseconds());
            Where($"(created {created} {{0}}", after.CreatedAt.ToUnixTimeMilliseconds());
            sql.Append($" or id {id} ${command.Parameters.Count + 1})");
            Add(PostgresText.Encode(after.Id));
        }
        if (filter.From is { } from)
            Where("last_seen >= {0}", from.ToUnixTimeMilliseconds());
        if (filter.To is { } to)
            Where("last_seen < {0}", to.ToUnixTimeMilliseconds());
        if (filter.Severity is { } severity)
            Where("severity = {0}", (short)severity);
        if (ListColumns.Facets(filter) is { Length: > 0 } facets)
            Where("facets @> {0}", facets);
        if (!string.IsNullOrEmpty(filter.Text))
            Where("strpos(search, {0}) > 0", ListColumns.Fold(filter.Text));
        sql.Append($" order by {(filter.Order == IndexOrder.Oldest ? "created, id desc" : "created desc, id")} limit ${command.Parameters.Count + 1}");
        Add(filter.Limit + 1);
        command.CommandText = sql.ToString();

        void Where<T>(string condition, T argument)
        {
            Add(argument);
            sql.Append(" and ").Append(condition.Replace("{0}", $"${command.Parameters.Count}", StringComparison.Ordinal));
        }

        void Add<T>(T value) => command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
    }

    private static IndexRow Row(NpgsqlDataReader reader) => new()
    {
        CreatedAt = Time(reader, 1),
        FirstSeen = Time(reader, 2),
        LastSeen = Time(reader, 3),
        Count = reader.GetInt64(4),
        Status = PostgresText.Decode(reader.GetString(5)),
        Severity = (Severity)reader.GetInt16(6),
        Title = PostgresText.Decode(reader.GetString(7)),
        Project = Text(reader, 8),
        Environment = Text(reader, 9),
        Rule = Text(reader, 10),
        Channels = ListColumns.ReadChannels(reader.GetString(11)),
    };

    private static DateTimeOffset Time(NpgsqlDataReader reader, int column) => DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(column));

    private static string? Text(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : PostgresText.Decode(reader.GetString(column));
}
