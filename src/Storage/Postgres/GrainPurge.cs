using Npgsql;

namespace Router.Storage.Postgres;

/// <summary>Deletes grains that have outlived their time. Several silos may do so at once: each takes rows that no other holds.</summary>
internal sealed class GrainPurge(NpgsqlDataSource connections)
{
    /// <summary>The types are found by leaps through the list's index.</summary>
    private const string Sql = $"""
        with recursive types(type) as (
          (select type from grains where created is not null order by type limit 1)
          union all
          select (select g.type from grains g where g.created is not null and g.type > t.type order by g.type limit 1) from types t where t.type is not null
        ), old as materialized (
          select o.type, o.id from types t cross join lateral (
            select type, id from grains
            where type = t.type and created is not null and created < $1 and last_seen < $1 and (status = '{ListColumns.EndedStatus}' or due_at is null)
            order by created limit $2 for update skip locked) o
          limit $2
        ), removed as materialized (
          select behind_remove(type, id), grain_remove(type, id) from old
        )
        select count(*)::int from removed
        """;

    /// <summary>Deletes up to <paramref name="limit"/>.</summary>
    /// <returns>True when there may be more.</returns>
    public async ValueTask<bool> StepAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken)
    {
        await using var command = connections.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = before.ToUnixTimeMilliseconds() });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        return await command.ExecuteScalarAsync(cancellationToken) is int deleted && deleted >= limit;
    }
}
