using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Router.Api.Auth;
using Router.Api.Deliveries;
using Router.Api.Feed;
using Router.Api.Management;
using Router.Api.Sentry.Ingress;
using Router.Api.Sinks;
using Router.Api.Stats;
using Router.Api.Tests.Management;
using Router.Api.Tests.Storage;
using Router.Domain.Configuration;
using Router.Domain.Delivery;
using Router.Domain.Storage;

namespace Router.Api.Tests.Operations;

/// <summary>The management API's part for deliveries, sinks, feed and statistics on a real socket, over a store in memory.</summary>
public sealed class OperationsServer : IAsyncDisposable
{
    public static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    private readonly WebApplication _app;

    private OperationsServer(WebApplication app, HttpClient client) => (_app, Client) = (app, client);

    internal MemoryStore Store { get; private init; } = null!;

    internal FakeDeliveryQueues Queues { get; private init; } = null!;

    internal FakeSinkControl Sinks { get; private init; } = null!;

    internal IServiceProvider Services => _app.Services;

    public HttpClient Client { get; }

    public Uri Address => Client.BaseAddress!;

    public static async Task<OperationsServer> StartAsync(int maxClients = 100, int maxWaiting = 10_000)
    {
        var store = new MemoryStore();
        var (queues, sinks) = (new FakeDeliveryQueues(), new FakeSinkControl());
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var services = builder.Services;
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<IGrainStateStorage>(store).AddSingleton<IIndexQuery>(store).AddSingleton<IJournal>(store).AddSingleton<IDueRows>(store);
        services.AddSingleton<IDeliveryQueues>(queues).AddSingleton<ISinkControl>(sinks);
        services.AddSingleton<ICurrentConfig>(new OperationsConfig());
        services.AddSingleton<IClientSecrets>(new FakeClientSecrets());
        services.AddSingleton(new RouterLinks("https://router.example.com")).AddSingleton(new RejectedLog());
        services.AddDeliveryManagement();
        services.AddFeed();
        services.AddStats();
        services.Configure<FeedOptions>(options => (options.MaxClients, options.MaxWaiting) = (maxClients, maxWaiting));
        builder.AddTestAuth(ManagementServer.Key);
        services.AddTheRest();
        var app = builder.Build();
        app.UseRouterAuth();
        app.MapManagement();
        await app.StartAsync();
        var client = new HttpClient { BaseAddress = new(app.Urls.Single()) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ManagementServer.Key);
        return new(app, client) { Store = store, Queues = queues, Sinks = sinks };
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
