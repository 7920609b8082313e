-- The store's tables. Times are milliseconds since 1970 but for journal.at, which is in UTC ticks.

-- One row a grain, its place in the lists included. No index has a column that a repeat changes (version, position; later last_seen,
-- count, data): such an update stays in its page and touches no index. Data and lists are as of the journal entry `stored`.
create table grains(
  type text collate "C" not null, id text collate "C" not null, shard smallint not null,
  version bigint not null, position bigint not null, stored bigint not null, due_at bigint, data bytea not null,
  created bigint, first_seen bigint, last_seen bigint, count bigint,
  status text collate "C", severity smallint, title text collate "C", search text collate "C",
  project text collate "C", environment text collate "C", rule text collate "C", channels text collate "C", facets text[] collate "C",
  primary key(type, id)) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.02);
create index grains_due on grains(shard, due_at) where due_at is not null;
create index grains_list on grains(type, created desc, id) where created is not null;
create index grains_open on grains(type, status, created desc, id) where status <> 'Resolved';
create index grains_facets on grains using gin(facets) where facets is not null;

-- The grains whose data is behind their journal (stored < position), and since when: a writer brings them up within about a second,
-- and when it can't any more, another one.
create table behind(
  type text collate "C" not null, id text collate "C" not null, since timestamptz not null,
  primary key(type, id)) with (fillfactor = 50, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_scale_factor = 0);

create table parts(
  type text collate "C" not null, id text collate "C" not null, key text collate "C" not null, data bytea not null,
  primary key(type, id, key));

-- Removals by key. As joins of a batch and a table they would be planned once, perhaps while the table has hardly a row, and walk the
-- whole of it when it has many.
create function behind_remove(text, text) returns void language plpgsql as $$
begin
  delete from behind where type = $1 and id = $2;
end $$;

create function part_remove(text, text, text) returns void language plpgsql as $$
begin
  delete from parts where type = $1 and id = $2 and key = $3;
end $$;

create function grain_remove(text, text) returns void language plpgsql as $$
begin
  delete from parts where type = $1 and id = $2;
  delete from grains where type = $1 and id = $2;
end $$;

-- A partition holds one UTC day: its entries' positions are (days since 2020) << 32 and what follows.
create table journal(
  position bigint primary key, previous bigint not null, type text collate "C" not null, id text collate "C" not null,
  kind smallint not null, at bigint not null, data bytea not null) partition by range (position);
create index journal_audit on journal(position) where kind = 4;
create sequence journal_position minvalue 0;
select setval('journal_position', 0);

-- Before a transaction takes its positions it announces that they come after the last one given, by a shared advisory lock until it
-- ends; its number is 16 bits of this schema's and 47 of that position's. So transactions wait for each other neither here nor at
-- their commits, and a reader can tell what is still being written: see journal_horizon. The first of a day moves the sequence.
create function journal_begin(n bigint, day_start bigint) returns boolean language plpgsql as $$
begin
  if n > 0 then
    perform pg_advisory_xact_lock_shared(((('journal_position'::regclass::oid::bigint & 65535) << 47) | last_value)) from journal_position;
    if (select last_value from journal_position) < day_start then
      perform pg_advisory_xact_lock('journal'::regclass::oid::int, 1);
      perform setval('journal_position', day_start) from journal_position where last_value < day_start;
    end if;
  end if;
  return true;
end $$;

-- The first of n positions without gaps.
create function journal_take(n bigint) returns bigint language plpgsql as $$
declare
  first bigint;
  last bigint;
  next bigint;
begin
  if n = 0 then
    return 0;
  end if;
  first := nextval('journal_position');
  last := first;
  while last < first + n - 1 loop
    next := nextval('journal_position');
    if next <> last + 1 then
      first := next;
    end if;
    last := next;
  end loop;
  return first;
end $$;

-- The position up to which nothing can appear any more, for reads that begin after it: the last one given, or the last one before
-- any transaction that is still writing. It reads the sequence first: whoever had a position by then had announced it.
create function journal_horizon() returns bigint language plpgsql as $$
declare
  last bigint;
  announced bigint;
begin
  select last_value into last from journal_position;
  select min(((classid::bigint << 32) | objid::bigint) & 140737488355327) into announced from pg_locks
  where locktype = 'advisory' and objsubid = 1 and database = (select oid from pg_database where datname = current_database())
    and (classid::bigint >> 15) = ('journal_position'::regclass::oid::bigint & 65535);
  return least(last, announced);
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
      execute format('alter table journal attach partition %I for values from (%s) to (%s)', name, d::bigint << 32, (d::bigint + 1) << 32);
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
  select (last_value >> 32)::int into last from journal_position;
  select c.relname into oldest from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'journal'::regclass order by c.relname limit 1;
  if oldest is null or to_date(right(oldest, 8), 'YYYYMMDD') >= date '2020-01-01' + least(day, last) then
    return false;
  end if;
  perform set_config('lock_timeout', '500ms', true);
  execute format('drop table if exists %I', oldest);
  return true;
end $$;
revoke execute on function journal_prepare(int), journal_trim(int) from public;
