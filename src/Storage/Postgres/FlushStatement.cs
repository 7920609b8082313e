using Npgsql;
using NpgsqlTypes;

namespace Router.Storage.Postgres;

/// <summary>Deferred states as one round trip and one transaction: each row that has an older state gets it, and keeps its version.</summary>
internal static class FlushStatement
{
    /// <summary>After <see cref="LockStatement"/>.</summary>
    private const string Sql = $"""
        with behind_them as materialized (
          select i.*, b.version, b.position > i.position as is_behind
          from unnest({RowColumns.Parameters}, $19) with ordinality as i({RowColumns.Names}, position, ord)
          join behind b on b.type = i.type and b.id = i.id
          join grains g on g.type = i.type and g.id = i.id and g.position < i.position
        ), flushed as (
          update grains g set version = case when p.is_behind then g.version else p.version end, position = p.position, {RowColumns.Assignments}
          from behind_them p where g.type = p.type and g.id = p.id
        ), caught_up as (
          delete from behind b using behind_them p where not p.is_behind and b.type = p.type and b.id = p.id
        ), renewed as (
          update behind b set since = clock_timestamp() from behind_them p where p.is_behind and b.type = p.type and b.id = p.id
        )
        select count(*)::int from behind_them
        """;

    /// <summary>The statements for states that are sorted by key. The result of the second: how many were written.</summary>
    public static NpgsqlBatch Create(IReadOnlyList<(GrainKey Key, long Position, GrainSnapshot Snapshot)> states)
    {
        var rows = new RowColumns(states.Count);
        var positions = new long[states.Count];
        for (var i = 0; i < states.Count; i++)
        {
            rows.Set(i, states[i].Key, states[i].Snapshot);
            positions[i] = states[i].Position;
        }
        var command = new NpgsqlBatchCommand(Sql);
        rows.AddTo(command.Parameters);
        command.Parameters.AddArray(positions, NpgsqlDbType.Bigint);
        return new() { BatchCommands = { rows.Lock(), command } };
    }
}
