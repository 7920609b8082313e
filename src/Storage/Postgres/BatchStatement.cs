using Npgsql;
using NpgsqlTypes;

namespace Router.Storage.Postgres;

/// <summary>A batch as one statement, so as one round trip and one transaction: everything of the writes whose version is the expected one, nothing of the others.</summary>
internal static class BatchStatement
{
    /// <summary>
    /// Rows are locked in the order of the batch, which is sorted, so that batches of two silos can't wait for each other. A grain that
    /// another silo creates at the same moment is a unique violation: nothing is written, and the batch, repeated, finds its row.
    /// </summary>
    private const string Sql = """
        with taken as materialized (
          select i.*, coalesce(g.position, 0) as before
          from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24) with ordinality
            as i(type, id, shard, expected, due_at, data, created, first_seen, last_seen, count, status, severity, title, search,
              project, environment, rule, channels, facets, entries, entry, parts, part, listed, ord)
          left join lateral (select version, position from grains where type = i.type and id = i.id for update) g on true
          where coalesce(g.version, 0) = i.expected
        ), begun as materialized (
          select journal_begin((select coalesce(sum(entries), 0) from taken)::bigint, $25) as begun
        ), placed as materialized (
          select t.*, journal_take(case when b.begun then t.entries end) as first from taken t cross join begun b
        ), inserted as (
          insert into grains(type, id, shard, version, position, due_at, data, created, first_seen, last_seen, count, status, severity, title, search,
            project, environment, rule, channels, facets)
          select type, id, shard, 1, case when entries = 0 then 0 else first + entries - 1 end, due_at, data, created, first_seen, last_seen, count, status, severity, title, search,
            project, environment, rule, channels, case when listed then string_to_array(facets, E'\x02') end
          from placed where expected = 0 and data is not null order by ord
        ), updated as (
          update grains g set version = p.expected + 1, position = case when p.entries = 0 then p.before else p.first + p.entries - 1 end,
            due_at = p.due_at, data = p.data, created = p.created, first_seen = p.first_seen, last_seen = p.last_seen, count = p.count,
            status = p.status, severity = p.severity, title = p.title, search = p.search, project = p.project, environment = p.environment,
            rule = p.rule, channels = p.channels, facets = case when p.listed then string_to_array(p.facets, E'\x02') end
          from placed p where p.expected > 0 and p.data is not null and g.type = p.type and g.id = p.id
        ), deleted as (
          delete from grains g using placed p where p.expected > 0 and p.data is null and g.type = p.type and g.id = p.id
        ), journaled as (
          insert into journal(position, previous, type, id, kind, at, data)
          select p.first + n, case when n = 0 then p.before else p.first + n - 1 end, p.type, p.id, ($26)[p.entry + n], ($27)[p.entry + n], ($28)[p.entry + n]
          from placed p cross join lateral generate_series(0, p.entries - 1) n
        ), kept as (
          insert into parts(type, id, key, data)
          select p.type, p.id, ($29)[p.part + n], ($30)[p.part + n]
          from placed p cross join lateral generate_series(0, p.parts - 1) n
          where p.data is not null and ($30)[p.part + n] is not null
          on conflict(type, id, key) do update set data = excluded.data
        ), removed as (
          delete from parts q using (
            select p.type, p.id, ($29)[p.part + n] as key from placed p cross join lateral generate_series(0, p.parts - 1) n where ($30)[p.part + n] is null) gone
          where q.type = gone.type and q.id = gone.id and q.key = gone.key
        ), cleared as (
          delete from parts q using placed p where p.expected > 0 and p.data is null and q.type = p.type and q.id = p.id
        )
        select (ord - 1)::int, first from placed
        """;

    /// <summary>The statement for a sorted batch. Its rows: the index of a write that took effect, and its first position.</summary>
    /// <param name="writes">Each key once.</param>
    /// <param name="day">The day, of which the partition is there.</param>
    public static NpgsqlCommand Create(IReadOnlyList<PendingWrite> writes, int day)
    {
        var columns = new BatchColumns(writes);
        var command = new NpgsqlCommand(Sql);
        Add(columns.Types, NpgsqlDbType.Text);
        Add(columns.Ids, NpgsqlDbType.Text);
        Add(columns.Shards, NpgsqlDbType.Smallint);
        Add(columns.Expected, NpgsqlDbType.Bigint);
        Add(columns.DueAt, NpgsqlDbType.Bigint);
        Add(columns.Data, NpgsqlDbType.Bytea);
        Add(columns.Created, NpgsqlDbType.Bigint);
        Add(columns.FirstSeen, NpgsqlDbType.Bigint);
        Add(columns.LastSeen, NpgsqlDbType.Bigint);
        Add(columns.Count, NpgsqlDbType.Bigint);
        Add(columns.Status, NpgsqlDbType.Text);
        Add(columns.Severity, NpgsqlDbType.Smallint);
        Add(columns.Title, NpgsqlDbType.Text);
        Add(columns.Search, NpgsqlDbType.Text);
        Add(columns.Project, NpgsqlDbType.Text);
        Add(columns.Environment, NpgsqlDbType.Text);
        Add(columns.Rule, NpgsqlDbType.Text);
        Add(columns.Channels, NpgsqlDbType.Text);
        Add(columns.Facets, NpgsqlDbType.Text);
        Add(columns.Entries, NpgsqlDbType.Integer);
        Add(columns.Entry, NpgsqlDbType.Integer);
        Add(columns.Parts, NpgsqlDbType.Integer);
        Add(columns.Part, NpgsqlDbType.Integer);
        Add(columns.Listed, NpgsqlDbType.Boolean);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = JournalPosition.Start(day) });
        Add(columns.EntryKinds, NpgsqlDbType.Smallint);
        Add(columns.EntryTimes, NpgsqlDbType.Bigint);
        Add(columns.EntryData, NpgsqlDbType.Bytea);
        Add(columns.PartKeys, NpgsqlDbType.Text);
        Add(columns.PartData, NpgsqlDbType.Bytea);
        return command;

        void Add<T>(T[] values, NpgsqlDbType element) => command.Parameters.Add(new NpgsqlParameter<T[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | element });
    }
}
