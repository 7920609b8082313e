using Npgsql;

namespace Router.Storage.Postgres;

/// <summary>
/// A batch as one statement, so as one round trip and one transaction: everything of the writes whose version is the expected one,
/// nothing of the others. Of a deferred write that is its journal and its version.
/// </summary>
internal static class BatchStatement
{
    /// <summary>
    /// Rows are locked in the order of the batch, which is sorted, so that batches of two silos can't wait for each other. A grain that
    /// another silo creates at the same moment is a unique violation: nothing is written, and the batch, repeated, finds its row.
    /// </summary>
    private const string Sql = $"""
        with taken as materialized (
          select i.*, coalesce(g.position, 0) as before, g.stored < g.position as was_behind
          from unnest({RowColumns.Parameters}, $19, $20, $21, $22, $23, $24, $25) with ordinality
            as i({RowColumns.Names}, shard, expected, deferred, entries, entry, parts, part, ord)
          left join lateral (select version, position, stored from grains where type = i.type and id = i.id for update) g on true
          where coalesce(g.version, 0) = i.expected
        ), begun as materialized (
          select journal_begin((select coalesce(sum(entries), 0) from taken)::bigint, $26) as begun
        ), placed as materialized (
          select t.*, journal_take(case when b.begun then t.entries end) as first from taken t cross join begun b
        ), inserted as (
          insert into grains(type, id, shard, version, position, stored, {RowColumns.Columns})
          select type, id, shard, 1, greatest(first + entries - 1, 0), greatest(first + entries - 1, 0), {RowColumns.Values}
          from placed where expected = 0 and data is not null order by ord
        ), updated as (
          insert into grains(type, id, shard, version, position, stored, {RowColumns.Columns})
          select type, id, shard, expected + 1, greatest(first + entries - 1, before), greatest(first + entries - 1, before), {RowColumns.Values}
          from placed where expected > 0 and data is not null
          on conflict(type, id) do update set version = excluded.version, position = excluded.position, stored = excluded.stored, {RowColumns.Change}
        ), deferring as (
          insert into grains(type, id, shard, version, position, stored, data)
          select type, id, shard, expected + 1, first + entries - 1, before, '' from placed where deferred
          on conflict(type, id) do update set version = excluded.version, position = excluded.position
        ), left_behind as (
          insert into behind(type, id, since) select type, id, clock_timestamp() from placed where deferred and not was_behind
        ), journaled as (
          insert into journal(position, previous, type, id, kind, at, data)
          select p.first + n, case when n = 0 then p.before else p.first + n - 1 end, p.type, p.id, ($27)[p.entry + n], ($28)[p.entry + n], ($29)[p.entry + n]
          from placed p cross join lateral generate_series(0, p.entries - 1) n
        ), kept as (
          insert into parts(type, id, key, data)
          select p.type, p.id, ($30)[p.part + n], ($31)[p.part + n]
          from placed p cross join lateral generate_series(0, p.parts - 1) n
          where p.data is not null and ($31)[p.part + n] is not null
          on conflict(type, id, key) do update set data = excluded.data
        ), removed as materialized (
          select behind_remove(type, id) from placed where was_behind and not deferred
          union all
          select grain_remove(type, id) from placed where expected > 0 and data is null and not deferred
          union all
          select part_remove(p.type, p.id, ($30)[p.part + n]) from placed p cross join lateral generate_series(0, p.parts - 1) n where ($31)[p.part + n] is null
        )
        select (ord - 1)::int, first, (select count(*) from removed) from placed
        """;

    /// <summary>The statement for a sorted batch. Its rows: the index of a write that took effect, and its first position.</summary>
    /// <param name="writes">Each key once.</param>
    /// <param name="day">The day, of which the partition is there.</param>
    public static NpgsqlCommand Create(IReadOnlyList<PendingWrite> writes, int day)
    {
        var command = new NpgsqlCommand(Sql);
        new BatchColumns(writes).AddTo(command, JournalPosition.Start(day));
        return command;
    }
}
