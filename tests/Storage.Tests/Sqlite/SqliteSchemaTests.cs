using Microsoft.Data.Sqlite;
using Router.Storage.Sqlite;

namespace Router.Storage.Tests.Sqlite;

public sealed class SqliteSchemaTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("router-storage-");
    private readonly SqliteDatabase _database;

    public SqliteSchemaTests() => _database = SqliteDatabase.Open(Path.Combine(_root.FullName, "x.db"), readOnly: false);

    public void Dispose()
    {
        _database.Dispose();
        _root.Delete(recursive: true);
    }

    [Fact]
    public void Migrations_run_once_and_in_order()
    {
        SqliteSchema.Migrate(_database, ["create table t(x); insert into t values(1)"]);
        SqliteSchema.Migrate(_database, ["create table t(x); insert into t values(1)", "update t set x = x + 1", "update t set x = x * 10"]);
        SqliteSchema.Migrate(_database, ["create table t(x); insert into t values(1)", "update t set x = x + 1", "update t set x = x * 10"]);
        Assert.Equal(20, _database.Scalar("select x from t"));
        Assert.Equal(3, _database.Scalar("pragma user_version"));
    }

    [Fact]
    public void Migration_that_fails_leaves_the_file_as_it_was()
    {
        SqliteSchema.Migrate(_database, ["create table t(x)"]);
        Assert.Throws<SqliteException>(() => SqliteSchema.Migrate(_database, ["create table t(x)", "insert into t values(1)", "insert into nowhere values(1)"]));
        Assert.Equal(0, _database.Scalar("select count(*) from t"));
        Assert.Equal(1, _database.Scalar("pragma user_version"));
    }

    [Fact]
    public void Rows_of_the_first_version_take_their_place_by_first_seen()
    {
        SqliteSchema.Migrate(_database, SqliteSchema.Migrations[..1]);
        _database.Execute("""
            insert into grains values(1, 'issue', 'a', 0, 1, 0, 0, null, 90, x'00'), (2, 'issue', 'b', 0, 1, 0, 0, null, 80, x'00'), (3, 'sink', 'c', 0, 1, 0, 0, null, null, x'00');
            insert into list(type, last_seen, id, grain, status, severity, title, search, channels, first_seen, count)
            values('issue', 90, 'a', 1, 'Triggered', 1, 't', 'T', '', 10, 5), ('issue', 80, 'b', 2, 'Resolved', 1, 't', 'T', '', 20, 6);
            """);
        SqliteSchema.Migrate(_database);
        Assert.Equal(2, _database.Scalar("select count(*) from list l join grains g on g.grain = l.grain and g.created = l.created and l.created = l.first_seen and l.last_seen in (80, 90)"));
        Assert.Equal(1, _database.Scalar("select count(*) from grains where created is null"));
    }

    [Theory]
    [InlineData("select id from list where type = 'a' order by created desc, id limit 9")]
    [InlineData("select id from list indexed by list_open where type = 'a' and status = 'b' and status <> 'Resolved' order by created desc, id limit 9")]
    [InlineData("select id from grains where shard = 1 and due_at <= 5 order by due_at limit 9")]
    public void Ordered_reads_sort_nothing(string sql)
    {
        SqliteSchema.Migrate(_database);
        using var plan = _database.Prepare($"explain query plan {sql}");
        while (plan.Step())
            Assert.DoesNotContain("TEMP B-TREE", plan.Text(3), StringComparison.Ordinal);
    }
}
