-- What Microsoft.Orleans.Clustering.AdoNet 10.4 asks of a database: it reads its queries from OrleansQuery and sets their parameters
-- by name. Names of keys, parameters and result columns are the provider's; the statements are ours, one each, so that each is atomic.
create table OrleansQuery(QueryKey varchar(64) primary key, QueryText varchar(8000) not null);

create table OrleansMembershipVersionTable(
  DeploymentId varchar(150) primary key, Timestamp timestamptz(3) not null default now(), Version integer not null default 0);

create table OrleansMembershipTable(
  DeploymentId varchar(150) not null references OrleansMembershipVersionTable(DeploymentId),
  Address varchar(45) not null, Port integer not null, Generation integer not null,
  SiloName varchar(150) not null, HostName varchar(150) not null, Status integer not null, ProxyPort integer,
  SuspectTimes varchar(8000), StartTime timestamptz(3) not null, IAmAliveTime timestamptz(3) not null,
  primary key(DeploymentId, Address, Port, Generation));

insert into OrleansQuery(QueryKey, QueryText) values
('InsertMembershipVersionKey', '
  with added as (insert into OrleansMembershipVersionTable(DeploymentId) values(@DeploymentId) on conflict do nothing returning 1)
  select count(*)::int from added'),
('InsertMembershipKey', '
  with version as (
    update OrleansMembershipVersionTable set Timestamp = now(), Version = Version + 1
    where DeploymentId = @DeploymentId and Version = @Version and not exists(
      select 1 from OrleansMembershipTable
      where DeploymentId = @DeploymentId and Address = @Address and Port = @Port and Generation = @Generation)
    returning DeploymentId),
  added as (
    insert into OrleansMembershipTable(DeploymentId, Address, Port, Generation, SiloName, HostName, Status, ProxyPort, StartTime, IAmAliveTime)
    select DeploymentId, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime from version
    returning 1)
  select count(*)::int from added'),
('UpdateMembershipKey', '
  with version as (
    update OrleansMembershipVersionTable set Timestamp = now(), Version = Version + 1
    where DeploymentId = @DeploymentId and Version = @Version and exists(
      select 1 from OrleansMembershipTable
      where DeploymentId = @DeploymentId and Address = @Address and Port = @Port and Generation = @Generation)
    returning DeploymentId),
  changed as (
    update OrleansMembershipTable m
    set Status = @Status, SuspectTimes = @SuspectTimes, IAmAliveTime = greatest(m.IAmAliveTime, @IAmAliveTime)
    from version v
    where m.DeploymentId = v.DeploymentId and m.Address = @Address and m.Port = @Port and m.Generation = @Generation
    returning 1)
  select count(*)::int from changed'),
('UpdateIAmAlivetimeKey', '
  update OrleansMembershipTable set IAmAliveTime = greatest(IAmAliveTime, @IAmAliveTime)
  where DeploymentId = @DeploymentId and Address = @Address and Port = @Port and Generation = @Generation'),
('MembershipReadRowKey', '
  select v.DeploymentId, m.Address, m.Port, m.Generation, m.SiloName, m.HostName, m.Status, m.ProxyPort, m.SuspectTimes, m.StartTime, m.IAmAliveTime, v.Version
  from OrleansMembershipVersionTable v
  left join OrleansMembershipTable m on m.DeploymentId = v.DeploymentId and m.Address = @Address and m.Port = @Port and m.Generation = @Generation
  where v.DeploymentId = @DeploymentId'),
('MembershipReadAllKey', '
  select v.DeploymentId, m.Address, m.Port, m.Generation, m.SiloName, m.HostName, m.Status, m.ProxyPort, m.SuspectTimes, m.StartTime, m.IAmAliveTime, v.Version
  from OrleansMembershipVersionTable v left join OrleansMembershipTable m on m.DeploymentId = v.DeploymentId
  where v.DeploymentId = @DeploymentId'),
('GatewaysQueryKey', '
  select Address, ProxyPort, Generation from OrleansMembershipTable
  where DeploymentId = @DeploymentId and Status = @Status and ProxyPort > 0'),
('DeleteMembershipTableEntriesKey', '
  with rows as (delete from OrleansMembershipTable where DeploymentId = @DeploymentId)
  delete from OrleansMembershipVersionTable where DeploymentId = @DeploymentId'),
('CleanupDefunctSiloEntriesKey', '
  delete from OrleansMembershipTable
  where DeploymentId = @DeploymentId and Status = 6 and IAmAliveTime < @IAmAliveTime and StartTime < @IAmAliveTime and coalesce(SuspectTimes, '''') = '''''),
('CleanupDefunctSiloEntryKey', '
  delete from OrleansMembershipTable
  where DeploymentId = @DeploymentId and Status = 6 and Address = @Address and Port = @Port and Generation = @Generation
    and IAmAliveTime = @IAmAliveTime and StartTime = @StartTime and coalesce(SuspectTimes, '''') = coalesce(@SuspectTimes, '''')');
