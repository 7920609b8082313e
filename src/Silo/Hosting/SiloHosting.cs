using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Router.Grains.Delivery;
using Router.Grains.Noise;
using Router.Grains.Sinks;
using Router.Grains.Sweeping;
using Router.Grains.TwoWay;
using Router.Storage;

namespace Router.Silo.Hosting;

/// <summary>Composes the silo: grains, sinks, sweeper and the store.</summary>
internal static class SiloHosting
{
    /// <summary>The stable name of the service in the runtime's keys.</summary>
    private const string ServiceId = "router";

    /// <summary>Adds a silo: with SQLite the only one, its port on loopback and chosen by the system; with PostgreSQL one of those that are in its membership table.</summary>
    public static void AddRouterSilo(this WebApplicationBuilder builder, RouterSettings settings, IStore store)
    {
        var services = builder.Services;
        services.AddStorage(store);
        services.AddRouterSinks();
        services.AddRouterDelivery();
        services.AddRouterNoise();
        services.AddRouterTwoWay();
        services.AddRouterSweeping(builder.Configuration.GetSection("Router:Retention"));

        builder.Host.UseOrleans(silo =>
        {
            if (settings.Postgres is { } postgres)
                silo.UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = ("Npgsql", postgres.MembershipConnectionString));
            else
                silo.UseDevelopmentClustering(primarySiloEndpoint: null);
            silo.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (ServiceId, ServiceId));
            silo.Configure<EndpointOptions>(options =>
            {
                var endpoint = settings.Postgres is null ? new(IPAddress.Loopback, 0) : settings.SiloEndpoint;
                options.AdvertisedIPAddress = endpoint.Address;
                options.SiloPort = endpoint.Port == 0 ? FreePort() : endpoint.Port;
                options.SiloListeningEndpoint = new(endpoint.Address, options.SiloPort);
                options.GatewayPort = 0;
            });
            silo.Configure<ClusterMembershipOptions>(options =>
            {
                // A silo that is killed is out after 3 s; after all were killed, the first that returns waits for none of them longer than 15 s.
                (options.ProbeTimeout, options.NumMissedProbesLimit) = (TimeSpan.FromSeconds(1), 3);
                (options.IAmAliveTablePublishTimeout, options.NumMissedTableIAmAliveLimit) = (TimeSpan.FromSeconds(5), 3);
            });
            if (Tracing.IsOn(builder.Configuration))
                silo.AddActivityPropagation();
            silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromSeconds(30));
            silo.Configure<GrainCollectionOptions>(options => options.EnableActivationSheddingOnMemoryPressure = true);
        });
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
