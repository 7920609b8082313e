using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Router.Api.Actions;
using Router.Api.Auth;
using Router.Api.Callbacks;
using Router.Api.Deliveries;
using Router.Api.Management;
using Router.Api.Tests.Management;
using Router.Api.Tests.Operations;
using Router.Api.Tests.Storage;
using Router.Domain.Configuration;
using Router.Domain.Delivery;
using Router.Domain.Routing;
using Router.Domain.Storage;

namespace Router.Api.Tests.Callbacks;

/// <summary>The guarded edge with the vendors' endpoints, over stored alerts that the sink <c>hook</c> was told of.</summary>
internal sealed class CallbackServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private CallbackServer(WebApplication app, HttpClient client) => (_app, Client) = (app, client);

    public HttpClient Client { get; }

    public FakeActions Actions { get; private init; } = null!;

    public FakeDeliveryQueues Queues { get; private init; } = null!;

    public StoredAlerts Alerts { get; private init; } = null!;

    public FakeTimeProvider Time { get; private init; } = null!;

    public SaidInSlack Said { get; private init; } = null!;

    public static async Task<CallbackServer> StartAsync(params SinkConfig[] sinks)
    {
        var (rows, actions, queues, time) = (new MemoryStore(), new FakeActions(), new FakeDeliveryQueues(), new FakeTimeProvider(new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero)));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddSingleton<IGrainStateStorage>(rows).AddSingleton<IJournal>(rows);
        builder.Services.AddSingleton<IActionClient>(actions).AddSingleton<IDeliveryQueues>(queues);
        var said = new SaidInSlack();
        builder.Services.AddSingleton<ISlackReply>(said);
        builder.Services.AddSingleton<ICurrentConfig>(new Config(new(new() { Sinks = [.. sinks] }, version: 1)));
        builder.Services.AddCallbacks();
        builder.AddTestAuth(ManagementServer.Key);
        builder.Services.AddTheRest();
        var app = builder.Build();
        app.UseRouterAuth();
        app.MapManagement();
        app.MapCallbacks();
        await app.StartAsync();
        var alerts = new StoredAlerts(rows);
        await alerts.TriggerAsync();
        return new(app, new() { BaseAddress = new(app.Urls.Single()) }) { Actions = actions, Queues = queues, Alerts = alerts, Time = time, Said = said };
    }

    public async Task<(HttpStatusCode Status, string Body)> PostAsync(string path, byte[] body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await Client.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }

    private sealed record Config(RouteTable Table) : ICurrentConfig;
}
