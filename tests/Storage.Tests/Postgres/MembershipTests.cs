using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Orleans.Configuration;
using Orleans.Runtime;
using Router.Storage.Postgres;

namespace Router.Storage.Tests.Postgres;

/// <summary>The embedded script against the provider that reads it.</summary>
[Trait("Category", "Postgres")]
public sealed class MembershipTests
{
    [Fact]
    public async Task Silos_find_each_other_and_see_who_leaves()
    {
        var connectionString = (await PostgresServer.GetAsync()).NewSchema();
        await PostgresSchema.PrepareAsync(new() { ConnectionString = connectionString });
        using var one = await StartAsync(connectionString);
        using var two = await StartAsync(connectionString);
        var table = (IMembershipTable)one.Services.GetService(typeof(IMembershipTable))!;
        Assert.Equal(2, await ActiveAsync(table));

        await two.StopAsync();
        Assert.Equal(1, await ActiveAsync(table));
        var left = (await table.ReadAllAsync()).Members.Single(member => member.Item1.Status == SiloStatus.Dead).Item1;
        Assert.Equal(left.SiloName, (await table.ReadRowAsync(left.SiloAddress)).Members.Single().Item1.SiloName);

        await table.CleanupDefunctSiloEntriesAsync(DateTimeOffset.MaxValue.AddDays(-1));
        Assert.Contains((await table.ReadAllAsync()).Members, member => member.Item1.Status == SiloStatus.Active);
        await one.StopAsync();
    }

    [Fact]
    public async Task Change_against_an_old_version_of_the_table_is_refused()
    {
        var connectionString = (await PostgresServer.GetAsync()).NewSchema();
        await PostgresSchema.PrepareAsync(new() { ConnectionString = connectionString });
        using var silo = await StartAsync(connectionString);
        var table = (IMembershipTable)silo.Services.GetService(typeof(IMembershipTable))!;
        var now = await table.ReadAllAsync();
        var (entry, etag) = now.Members.Single();
        Assert.False(await table.InsertRowAsync(entry, now.Version.Next()));
        entry.IAmAliveTime = entry.IAmAliveTime.AddMinutes(-9);
        Assert.False(await table.UpdateRowAsync(entry, etag, new(now.Version.Version + 7, "7")));
        Assert.True(await table.UpdateRowAsync(entry, etag, now.Version.Next()));
        Assert.Equal(now.Version.Version + 1, (await table.ReadAllAsync()).Version.Version);
        await silo.StopAsync();
    }

    private static async Task<int> ActiveAsync(IMembershipTable table) =>
        (await table.ReadAllAsync()).Members.Count(member => member.Item1.Status == SiloStatus.Active);

    private static async Task<IHost> StartAsync(string connectionString)
    {
        var host = new HostBuilder()
            .ConfigureLogging(logging => logging.ClearProviders())
            .UseOrleans(silo =>
            {
                silo.UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = ("Npgsql", new NpgsqlConnectionStringBuilder(connectionString) { MaxPoolSize = 5 }.ConnectionString));
                silo.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = ("test", "test"));
                silo.ConfigureEndpoints(System.Net.IPAddress.Loopback, PostgresServer.FreePort(), 0);
            })
            .Build();
        await host.StartAsync();
        return host;
    }
}
