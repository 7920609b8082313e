-- The store's tables. Times are milliseconds since 1970 but for journal.at, which is in UTC ticks.

-- One row a grain, its place in the lists included. No index has a column that a repeat changes (last_seen, count, data):
-- such an update stays in its page and touches no index.
create table grains(
  type text collate "C" not null, id text collate "C" not null, shard smallint not null,
  version bigint not null, position bigint not null, due_at bigint, data bytea not null,
  created bigint, first_seen bigint, last_seen bigint, count bigint,
  status text collate "C", severity smallint, title text collate "C", search text collate "C",
  project text collate "C", environment text collate "C", rule text collate "C", channels text collate "C", facets text[] collate "C",
  primary key(type, id)) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.02);
create index grains_due on grains(shard, due_at) where due_at is not null;
create index grains_list on grains(type, created desc, id) where created is not null;
create index grains_open on grains(type, status, created desc, id) where status <> 'Resolved';
create index grains_facets on grains using gin(facets) where facets is not null;

create table parts(
  type text collate "C" not null, id text collate "C" not null, key text collate "C" not null, data bytea not null,
  primary key(type, id, key));

-- A partition holds one UTC day: its entries' positions are (days since 2020) << 36 and what follows.
create table journal(
  position bigint primary key, previous bigint not null, type text collate "C" not null, id text collate "C" not null,
  kind smallint not null, at bigint not null, data bytea not null) partition by range (position);
create index journal_audit on journal(position) where kind = 4;
create sequence journal_position minvalue 0 start 0;

-- The position before n new ones, which are then the transaction's own. The lock is held until it ends, so positions become
-- visible in their order: a reader that has seen one has seen all below it. The caller takes it last, after its row locks.
create function journal_allocate(n bigint, day_start bigint) returns bigint language plpgsql as $$
declare last bigint;
begin
  if n = 0 then
    return 0;
  end if;
  perform pg_advisory_xact_lock('journal_position'::regclass::oid::int, 1);
  select greatest(last_value, day_start) into last from journal_position;
  perform setval('journal_position', last + n);
  return last;
end $$;

-- Makes the partition of a day and of the day after. Attaching blocks neither readers nor writers.
create function journal_prepare(day int) returns void language plpgsql security definer set search_path from current as $$
declare name text;
begin
  perform pg_advisory_xact_lock('journal'::regclass::oid::int, 2);
  for d in day .. day + 1 loop
    name := 'journal_' || to_char(date '2020-01-01' + d, 'YYYYMMDD');
    if to_regclass(name) is null then
      execute format('create table %I(like journal including defaults including constraints)', name);
      execute format('alter table journal attach partition %I for values from (%s) to (%s)', name, d::bigint << 36, (d::bigint + 1) << 36);
    end if;
  end loop;
end $$;

-- Drops the oldest partition, when it is of a day before the given one and nothing is written to it any more. A drop blocks the
-- journal: it gives up rather than wait behind a long read. False when there is nothing to drop.
create function journal_trim(day int) returns boolean language plpgsql security definer set search_path from current as $$
declare
  oldest text;
  last int;
begin
  select (last_value >> 36)::int into last from journal_position;
  select c.relname into oldest from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'journal'::regclass order by c.relname limit 1;
  if oldest is null or to_date(right(oldest, 8), 'YYYYMMDD') >= date '2020-01-01' + least(day, last) then
    return false;
  end if;
  perform set_config('lock_timeout', '500ms', true);
  execute format('drop table if exists %I', oldest);
  return true;
end $$;
revoke execute on function journal_prepare(int), journal_trim(int) from public;
