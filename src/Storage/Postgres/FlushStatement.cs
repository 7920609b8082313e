using Npgsql;
using NpgsqlTypes;

namespace Router.Storage.Postgres;

/// <summary>Deferred states as one statement: each row that has an older state gets it, and keeps its version.</summary>
internal static class FlushStatement
{
    /// <summary>Rows are locked in the order of the states, as in <see cref="BatchStatement"/>.</summary>
    private const string Sql = $"""
        with behind_them as materialized (
          select i.* from unnest({RowColumns.Parameters}, $19) with ordinality as i({RowColumns.Names}, position, ord)
          cross join lateral (select from grains where type = i.type and id = i.id and stored < i.position for update) g
        ), flushed as (
          update grains g set stored = p.position, {RowColumns.Assignments}
          from behind_them p where g.type = p.type and g.id = p.id
          returning g.type, g.id, g.stored < g.position as is_behind
        ), caught_up as (
          delete from behind b using flushed f where not f.is_behind and b.type = f.type and b.id = f.id
        ), renewed as (
          update behind b set since = clock_timestamp() from flushed f where f.is_behind and b.type = f.type and b.id = f.id
        )
        select count(*)::int from flushed
        """;

    /// <summary>The statement for states that are sorted by key. Its result: how many were written.</summary>
    public static NpgsqlCommand Create(IReadOnlyList<(GrainKey Key, long Position, GrainSnapshot Snapshot)> states)
    {
        var rows = new RowColumns(states.Count);
        var positions = new long[states.Count];
        for (var i = 0; i < states.Count; i++)
        {
            rows.Set(i, states[i].Key, states[i].Snapshot);
            positions[i] = states[i].Position;
        }
        var command = new NpgsqlCommand(Sql);
        rows.AddTo(command);
        command.Add(positions, NpgsqlDbType.Bigint);
        return command;
    }
}
