using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Orleans.Configuration;
using Orleans.Messaging;
using Router.Storage.Postgres;
using Router.Storage.Tests.Contract;

namespace Router.Storage.Tests.Postgres;

/// <summary>The embedded script and the provider that reads it, under the same contract as the table on Azure Storage.</summary>
[Trait("Category", "Postgres")]
public sealed class PostgresMembershipTests : MembershipContract
{
    private readonly List<IHost> _hosts = [];
    private string? _schema;

    public override Task DisposeAsync()
    {
        foreach (var host in _hosts)
            host.Dispose();
        return Task.CompletedTask;
    }

    protected override async Task<IMembershipTable> OpenAsync(string? clusterId = null)
    {
        var connectionString = await SchemaAsync();
        return Add(new HostBuilder().UseOrleans(silo =>
        {
            silo.UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = ("Npgsql", connectionString));
            silo.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (clusterId ?? ClusterId, "test"));
        })).GetRequiredService<IMembershipTable>();
    }

    protected override async Task<IGatewayListProvider> OpenGatewaysAsync()
    {
        var connectionString = await SchemaAsync();
        var gateways = Add(new HostBuilder().UseOrleansClient(client =>
        {
            client.UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = ("Npgsql", connectionString));
            client.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (ClusterId, "test"));
        })).GetRequiredService<IGatewayListProvider>();
        await gateways.InitializeGatewayListProviderAsync();
        return gateways;
    }

    private IServiceProvider Add(IHostBuilder builder)
    {
        _hosts.Add(builder.ConfigureLogging(logging => logging.ClearProviders()).Build());
        return _hosts[^1].Services;
    }

    private async Task<string> SchemaAsync()
    {
        if (_schema is not null)
            return _schema;
        var schema = (await PostgresServer.GetAsync()).NewSchema();
        await PostgresSchema.PrepareAsync(new() { ConnectionString = schema });
        return _schema = new NpgsqlConnectionStringBuilder(schema) { MaxPoolSize = 5 }.ConnectionString;
    }
}
