using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Router.Grains.Delivery;
using Router.Grains.Noise;
using Router.Grains.Sinks;
using Router.Grains.Sweeping;
using Router.Storage;
using Router.Storage.Sqlite;

namespace Router.Silo.Hosting;

/// <summary>Composes the silo: grains, sinks, sweeper and the store.</summary>
internal static class SiloHosting
{
    /// <summary>The stable name of the service in the runtime's keys.</summary>
    private const string ServiceId = "router";

    /// <summary>Adds a silo of one process: its port is on loopback and chosen by the system, nobody else joins it.</summary>
    public static void AddRouterSilo(this WebApplicationBuilder builder, SqliteStore store)
    {
        var services = builder.Services;
        services.AddSingleton(store);
        services.AddSqliteStorage(store);
        services.AddRouterSinks();
        services.AddRouterDelivery();
        services.AddRouterNoise();
        services.AddRouterSweeping(builder.Configuration.GetSection("Router:Retention"));

        builder.Host.UseOrleans(silo =>
        {
            silo.UseDevelopmentClustering(primarySiloEndpoint: null);
            silo.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (ServiceId, ServiceId));
            silo.Configure<EndpointOptions>(options =>
            {
                options.AdvertisedIPAddress = IPAddress.Loopback;
                options.SiloListeningEndpoint = new(IPAddress.Loopback, options.SiloPort = FreePort());
                options.GatewayPort = 0;
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
