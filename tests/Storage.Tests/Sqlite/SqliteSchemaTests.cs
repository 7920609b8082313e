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

    [Theory]
    [InlineData("select id from list where type = 'a' order by last_seen desc, id limit 9")]
    [InlineData("select id from list indexed by list_open where type = 'a' and status = 'b' and status <> 'Resolved' order by last_seen desc, id limit 9")]
    [InlineData("select id from grains where shard = 1 and due_at <= 5 order by due_at limit 9")]
    public void Ordered_reads_sort_nothing(string sql)
    {
        SqliteSchema.Migrate(_database);
        using var plan = _database.Prepare($"explain query plan {sql}");
        while (plan.Step())
            Assert.DoesNotContain("TEMP B-TREE", plan.Text(3), StringComparison.Ordinal);
    }
}
