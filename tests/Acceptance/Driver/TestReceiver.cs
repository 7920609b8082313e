using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Router.Acceptance.Driver;

/// <summary>A receiver of Standard Webhooks on loopback that records every call and answers as told.</summary>
public sealed class TestReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, int> _attempts = new();

    private TestReceiver(WebApplication app) => _app = app;

    public Uri Url { get; private set; } = null!;

    public RecordedList<ReceivedWebhook> Calls { get; } = new();

    /// <summary>The status code to answer with. Default 200.</summary>
    public Func<ReceivedWebhook, int> Answer { get; set; } = _ => StatusCodes.Status200OK;

    public static async Task<TestReceiver> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var receiver = new TestReceiver(builder.Build());
        receiver._app.Run(receiver.TakeAsync);
        await receiver._app.StartAsync();
        var address = receiver._app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single();
        receiver.Url = new(new Uri(address), "hook");
        return receiver;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        var arrivedAt = TimeProvider.System.GetTimestamp();
        using var body = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        var id = context.Request.Headers["webhook-id"].ToString();
        var call = new ReceivedWebhook(
            id, body.RootElement.GetProperty("type").GetString()!, body.RootElement.Clone(), arrivedAt, _attempts.AddOrUpdate(id, 1, (_, n) => n + 1));
        context.Response.StatusCode = Answer(call);
        Calls.Add(call);
    }
}
