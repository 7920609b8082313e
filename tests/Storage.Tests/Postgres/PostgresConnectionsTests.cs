using Npgsql;
using Router.Domain.Storage;
using Router.Storage.Postgres;
using static Router.Storage.Tests.Contract.StorageContract;

namespace Router.Storage.Tests.Postgres;

public sealed class PostgresConnectionsTests
{
    private const string ApplicationName = "router with many readers";

    [Fact]
    [Trait("Category", "Postgres")]
    public async Task Burst_of_reads_shares_a_dozen_connections()
    {
        await using var store = await PostgresTestStore.OpenAsync(
            TimeProvider.System, options => options with { ConnectionString = new NpgsqlConnectionStringBuilder(options.ConnectionString) { ApplicationName = ApplicationName }.ConnectionString });

        await Task.WhenAll(Enumerable.Range(0, 500).Select(async i => Assert.Null(await store.Grains.ReadAsync(Issue(i)))));

        Assert.InRange(await store.QueryAsync<long>($"select count(*) from pg_stat_activity where application_name = '{ApplicationName}' and query not like '%pg_stat_activity%'"), 2, 12 + 3);
    }

    [Fact]
    public void Size_of_the_pool_that_the_connection_string_gives_is_taken() =>
        Assert.Equal(
            (12, 40),
            (PostgresConnections.Settings("Host=localhost").MaxPoolSize, PostgresConnections.Settings("Host=localhost;Maximum Pool Size=40").MaxPoolSize));
}
