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
          insert into grains(type, id, shard, version, position, stored, {RowColumns.Columns})
          select type, id, 0, 0, position, position, {RowColumns.Values} from behind_them
          on conflict(type, id) do update set stored = excluded.stored, {RowColumns.Change}
          returning type, id, stored < position as is_behind
        ), renewed as (
          insert into behind(type, id, since) select type, id, clock_timestamp() from flushed where is_behind
          on conflict(type, id) do update set since = excluded.since
        ), caught_up as materialized (
          select behind_remove(type, id) from flushed where not is_behind
        )
        select count(*)::int, (select count(*) from caught_up) from flushed
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
