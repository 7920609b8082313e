using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Router.Storage.Postgres;
using Router.Storage.Tests.Contract;
using static Router.Storage.Tests.Contract.StorageContract;

namespace Router.Storage.Tests.Postgres;

[Trait("Category", "Postgres")]
public sealed class PostgresSchemaTests
{
    [Fact]
    public async Task Several_that_start_at_once_make_one_schema()
    {
        var options = new PostgresStoreOptions { ConnectionString = (await PostgresServer.GetAsync()).NewSchema() };
        var stores = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => OpenAsync(options)));
        foreach (var (store, i) in stores.Select((store, i) => (store, i)))
        {
            await store.CommitAsync(Write(Issue(i), 0, "s", journal: ["e"]));
            await store.DisposeAsync();
        }
    }

    [Fact]
    public async Task Scripts_run_once_and_in_order()
    {
        var options = new PostgresStoreOptions { ConnectionString = (await PostgresServer.GetAsync()).NewSchema() };
        await PostgresSchema.PrepareAsync(options, ["create table t(x int); insert into t values(1)"]);
        for (var again = 0; again < 2; again++)
            await PostgresSchema.PrepareAsync(options, ["create table t(x int); insert into t values(1)", "update t set x = x + 1", "update t set x = x * 10"]);
        Assert.Equal(20, await ScalarAsync(options, "select x from t"));
        Assert.Equal(3, await ScalarAsync(options, "select version from schema_version"));
    }

    [Fact]
    public async Task Script_that_fails_leaves_the_schema_as_it_was()
    {
        var options = new PostgresStoreOptions { ConnectionString = (await PostgresServer.GetAsync()).NewSchema() };
        await PostgresSchema.PrepareAsync(options, ["create table t(x int)"]);
        await Assert.ThrowsAsync<StoreOpenException>(() => PostgresSchema.PrepareAsync(options, ["create table t(x int)", "insert into t values(1)", "insert into nowhere values(1)"]));
        Assert.Equal(0L, await ScalarAsync(options, "select count(*) from t"));
        Assert.Equal(1, await ScalarAsync(options, "select version from schema_version"));
    }

    [Fact]
    public async Task Newer_schema_is_refused()
    {
        var options = new PostgresStoreOptions { ConnectionString = (await PostgresServer.GetAsync()).NewSchema() };
        await PostgresSchema.PrepareAsync(options);
        await ScalarAsync(options, "update schema_version set version = 99");
        var refused = await Assert.ThrowsAsync<StoreOpenException>(() => OpenAsync(options));
        Assert.Contains("99", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host=127.0.0.1;Port=1;Username=x;Password=hidden", "127.0.0.1:1")]
    [InlineData("Hots=127.0.0.1;Password=hidden", "ConnectionStrings:Router")]
    public async Task Server_that_is_not_there_is_named_without_the_password(string connectionString, string named)
    {
        var refused = await Assert.ThrowsAsync<StoreOpenException>(() => OpenAsync(new() { ConnectionString = connectionString }));
        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Role_without_tables_of_its_own_works_when_an_owner_prepared_them()
    {
        var server = await PostgresServer.GetAsync();
        var own = new NpgsqlConnectionStringBuilder(server.NewSchema());
        var (owner, app) = ($"{own.SearchPath}_owner", $"{own.SearchPath}_app");
        await ScalarAsync(new() { ConnectionString = server.ConnectionString }, $"create role {owner} login; create role {app} login; create schema {own.SearchPath} authorization {owner}");
        var options = new PostgresStoreOptions
        {
            ConnectionString = new NpgsqlConnectionStringBuilder(own.ConnectionString) { Username = app }.ConnectionString,
            OwnerConnectionString = new NpgsqlConnectionStringBuilder(own.ConnectionString) { Username = owner }.ConnectionString,
        };
        var refused = await Assert.ThrowsAsync<StoreOpenException>(() => OpenAsync(options with { OwnerConnectionString = null }));
        Assert.Contains("RouterOwner", refused.Message, StringComparison.Ordinal);

        await (await OpenAsync(options)).DisposeAsync();
        await using var store = await OpenAsync(options with { OwnerConnectionString = null });
        await store.CommitAsync(Write(Issue(1), 0, "a", Start, Row(status: "Resolved"), "e") with { Parts = [new("m", Bytes("1"))] });
        await store.CommitAsync(Write(Issue(1), 1, "b", Start, Row(status: "Resolved"), "e"));
        await ScalarAsync(new() { ConnectionString = own.ConnectionString }, "select journal_prepare(0)");
        Assert.True(await store.PurgeStepAsync(Start, Start.AddDays(1), 1));
        while (await store.PurgeStepAsync(Start, Start.AddDays(1), 1))
        {
        }
        Assert.Null(await store.ReadAsync(Issue(1)));
        foreach (var forbidden in (string[])["drop table journal", "create table t(x int)", "truncate grains", "update schema_version set version = 0"])
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => ScalarAsync(options, forbidden))).SqlState);
    }

    [Theory]
    [InlineData("Host=db.example", SslMode.Require)]
    [InlineData("Host=127.0.0.1,db.example:5433", SslMode.Require)]
    [InlineData("Host=db.example;SSL Mode=Disable", SslMode.Disable)]
    [InlineData("Host=db.example;SSL Mode=VerifyFull", SslMode.VerifyFull)]
    [InlineData("Host=localhost", SslMode.Prefer)]
    [InlineData("Host=127.0.0.1:5433", SslMode.Prefer)]
    [InlineData("Host=::1", SslMode.Prefer)]
    [InlineData("Host=/var/run/postgresql", SslMode.Prefer)]
    public void Hosts_off_loopback_are_asked_for_tls(string connectionString, SslMode expected) =>
        Assert.Equal(expected, PostgresConnections.Settings(connectionString).SslMode);

    [Theory]
    [InlineData("Host=localhost", "router")]
    [InlineData("Host=localhost;Search Path=alerts", "alerts")]
    [InlineData("Host=localhost;Search Path='\"Alerts\", public'", "Alerts")]
    public void Search_path_names_the_schema(string connectionString, string expected) =>
        Assert.Equal(expected, PostgresConnections.SchemaOf(PostgresConnections.Settings(connectionString)));

    [Fact]
    public void Options_in_text_have_no_password() =>
        Assert.DoesNotContain("hidden", new PostgresStoreOptions { ConnectionString = "Password=hidden", OwnerConnectionString = "Password=hidden" }.ToString(), StringComparison.Ordinal);

    private static Task<PostgresStore> OpenAsync(PostgresStoreOptions options) => PostgresStore.OpenAsync(options, new WordReplay(), TimeProvider.System, NullLogger<PostgresStore>.Instance);

    private static async Task<object?> ScalarAsync(PostgresStoreOptions options, string sql)
    {
        await using var connection = new NpgsqlConnection(string.Create(CultureInfo.InvariantCulture, $"{options.ConnectionString};Pooling=false"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
