using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Dashboard;
using Router.Grains.Delivery;
using Router.Grains.Noise;
using Router.Grains.Sinks;
using Router.Grains.Sweeping;
using Router.Grains.TwoWay;
using Router.Storage;
using Router.Storage.AzureTables.Clustering;

namespace Router.Silo.Hosting;

/// <summary>Composes what calls grains: the silo that holds them, or an API host's client.</summary>
internal static class SiloHosting
{
    /// <summary>The stable name of the service in the runtime's keys.</summary>
    private const string ServiceId = "router";

    /// <summary>Adds a silo (with SQLite the only one, its port on loopback and chosen by the system; in a cluster one of those that are in its membership table), or the client of a cluster.</summary>
    public static void AddRouterGrains(this WebApplicationBuilder builder, RouterSettings settings, IStore store)
    {
        var services = builder.Services;
        services.AddStorage(store);
        services.AddRouterSinks();
        services.AddRouterDelivery();
        services.AddRouterNoise();
        if (settings.Role == RouterRole.Api)
        {
            builder.AddClusterClient(settings);
            return;
        }

        services.AddRouterTwoWay();
        services.AddRouterSweeping(builder.Configuration.GetSection("Router:Retention"));
        builder.Host.UseOrleans(silo =>
        {
            if (settings.Postgres is { } postgres)
                silo.UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = ("Npgsql", postgres.MembershipConnectionString));
            else if (settings.Azure is { } azure)
                silo.Services.AddAzureMembership(azure);
            else
                silo.UseDevelopmentClustering(primarySiloEndpoint: null);
            silo.Configure<ClusterOptions>(Name);
            silo.Configure<EndpointOptions>(options =>
            {
                var endpoint = settings.IsCluster ? settings.SiloEndpoint : new(IPAddress.Loopback, 0);
                options.AdvertisedIPAddress = endpoint.Address;
                options.SiloPort = endpoint.Port == 0 ? FreePort() : endpoint.Port;
                options.SiloListeningEndpoint = new(endpoint.Address, options.SiloPort);
                options.GatewayPort = !settings.IsCluster ? 0 : settings.GatewayPort == 0 ? FreePort() : settings.GatewayPort;
                if (settings.IsCluster)
                    options.GatewayListeningEndpoint = new(endpoint.Address, options.GatewayPort);
            });
            silo.Configure<ClusterMembershipOptions>(options =>
            {
                // A silo that is killed is out after 3 s; after all were killed, the first that returns waits for none of them longer than 15 s.
                (options.ProbeTimeout, options.NumMissedProbesLimit) = (TimeSpan.FromSeconds(1), 3);
                (options.IAmAliveTablePublishTimeout, options.NumMissedTableIAmAliveLimit) = (TimeSpan.FromSeconds(5), 3);
                // Gossip may miss a silo: the table is the truth.
                options.TableRefreshTimeout = TimeSpan.FromSeconds(5);
            });
            if (Tracing.IsOn(builder.Configuration))
                silo.AddActivityPropagation();
            if (settings.HasOrleansDashboard)
                silo.AddDashboard(HideLog);
            silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = ResponseTimeout);
            silo.Configure<GrainCollectionOptions>(options => options.EnableActivationSheddingOnMemoryPressure = true);
        });
    }

    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(30);

    private static void AddClusterClient(this WebApplicationBuilder builder, RouterSettings settings) => builder.Host.UseOrleansClient(client =>
    {
        if (settings.Postgres is { } postgres)
            client.UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = ("Npgsql", postgres.MembershipConnectionString));
        else if (settings.Azure is { } azure)
            client.Services.AddAzureGateways(azure);
        client.Configure<ClusterOptions>(Name);
        // A gateway that hangs keeps its connection: that it is out of the cluster is told by the table alone.
        client.Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = TimeSpan.FromSeconds(1));
        client.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = ResponseTimeout);
        client.Configure<ConnectionOptions>(options => options.OpenConnectionTimeout = TimeSpan.FromSeconds(2));
        client.UseConnectionRetryFilter<ClusterWait>();
        if (Tracing.IsOn(builder.Configuration))
            client.AddActivityPropagation();
        if (settings.HasOrleansDashboard)
            client.AddDashboard(HideLog);
    });

    private static void HideLog(DashboardOptions options) => options.HideTrace = true;

    private static void Name(ClusterOptions options) => (options.ClusterId, options.ServiceId) = (ServiceId, ServiceId);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
