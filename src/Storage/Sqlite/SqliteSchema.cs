namespace Router.Storage.Sqlite;

/// <summary>The tables, and how older files come to them. A file's version is the number of migrations that it has had.</summary>
internal static class SqliteSchema
{
    /// <summary>"ORtr": says that a SQLite file is ours.</summary>
    public const long ApplicationId = 0x4F527472;

    /// <summary>The rows that a list's own index finds: all but this status.</summary>
    public const string EndedStatus = "Resolved";

    /// <summary>In order; a released one never changes.</summary>
    public static readonly ImmutableArray<string> Migrations =
    [
        """
        create table meta(name text primary key, value integer not null) without rowid;
        insert into meta values('checkpoint', 0);

        -- position: the grain's newest journal entry; applied: every journal entry of the grain up to it is in data.
        create table grains(
          grain integer primary key, type text not null, id text not null, shard integer not null,
          version integer not null, position integer not null, applied integer not null,
          due_at integer, last_seen integer, data blob not null);
        create unique index grains_key on grains(type, id);
        create index grains_due on grains(shard, due_at) where due_at is not null;

        create table parts(grain integer not null, key text not null, data blob not null, primary key(grain, key)) without rowid;

        -- Stored in the order of the lists, so that a page is one range and a search one pass.
        create table list(
          type text not null, last_seen integer not null, id text not null, grain integer not null,
          status text not null, severity integer not null, title text not null, search text not null,
          project text, environment text, rule text, channels text not null,
          first_seen integer not null, count integer not null,
          primary key(type, last_seen desc, id)) without rowid;
        create index list_open on list(type, status, last_seen desc, id) where status <> 'Resolved';

        -- Finds rare values; changes only when a row's value does. kind: see FacetKind.
        create table facets(type text not null, kind integer not null, value text not null, grain integer not null,
          primary key(type, kind, value, grain)) without rowid;
        """,
        """
        -- The lists' order becomes one that no change of a row changes.
        alter table grains rename column last_seen to created;
        alter table list rename to list_before;
        drop index list_open;
        create table list(
          type text not null, created integer not null, id text not null, grain integer not null,
          status text not null, severity integer not null, title text not null, search text not null,
          project text, environment text, rule text, channels text not null,
          first_seen integer not null, last_seen integer not null, count integer not null,
          primary key(type, created desc, id)) without rowid;
        insert into list select type, first_seen, id, grain, status, severity, title, search, project, environment, rule, channels, first_seen, last_seen, count from list_before;
        update grains set created = (select first_seen from list_before l where l.type = grains.type and l.last_seen = grains.created and l.id = grains.id)
        where created is not null;
        drop table list_before;
        create index list_open on list(type, status, created desc, id) where status <> 'Resolved';
        create index list_seen on list(type, last_seen);
        """,
        """
        -- The positions of the journal's audit entries.
        create table audit(position integer primary key);
        """,
    ];

    /// <summary>The version that this build writes.</summary>
    public static int Version => Migrations.Length;

    /// <summary>Brings a file to this build's version, all or nothing.</summary>
    public static void Migrate(SqliteDatabase database) => Migrate(database, Migrations);

    /// <summary>Runs the migrations that a file has not had, all or nothing.</summary>
    public static void Migrate(SqliteDatabase database, ImmutableArray<string> migrations)
    {
        var version = (int)database.Scalar("pragma user_version");
        if (version == migrations.Length)
            return;
        database.Execute("begin immediate");
        try
        {
            foreach (var migration in migrations[version..])
                database.Execute(migration);
            database.Execute($"pragma application_id = {ApplicationId}; pragma user_version = {migrations.Length}");
            database.Execute("commit");
        }
        catch
        {
            if (database.InTransaction)
                database.Execute("rollback");
            throw;
        }
    }
}
