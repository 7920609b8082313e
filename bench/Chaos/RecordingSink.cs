using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Router.Chaos;

/// <summary>A receiver of Standard Webhooks that records every call, and fails or hangs as told.</summary>
public sealed class RecordingSink : IAsyncDisposable
{
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(15);
    private readonly WebApplication _app;
    private long _order;

    private RecordingSink(WebApplication app) => _app = app;

    public enum Mood
    {
        Well,
        Failing,
        Hanging,
    }

    public Mood Now { get; set; }

    /// <summary>The calls.</summary>
    public ConcurrentQueue<SinkCall> Calls { get; } = new();

    public static async Task<RecordingSink> StartAsync(string host, int port)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls(string.Create(CultureInfo.InvariantCulture, $"http://{host}:{port}"));
        var sink = new RecordingSink(builder.Build());
        sink._app.Run(sink.TakeAsync);
        await sink._app.StartAsync();
        return sink;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        var order = Interlocked.Increment(ref _order);
        using var reader = new StreamReader(context.Request.Body);
        var text = await reader.ReadToEndAsync(context.RequestAborted);
        using var body = JsonDocument.Parse(text);
        var incident = body.RootElement.GetProperty("data").GetProperty("incident");
        var mood = Now;
        var id = context.Request.Headers["webhook-id"].ToString();
        Calls.Enqueue(new(
            order, id, incident.GetProperty("id").GetString()!, incident.GetProperty("sequence").GetInt64(), body.RootElement.GetProperty("type").GetString()!, text, mood == Mood.Well));
        if (mood == Mood.Hanging)
            await Task.Delay(Hang, TimeProvider.System, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        context.Response.StatusCode = mood == Mood.Well ? StatusCodes.Status204NoContent : StatusCodes.Status500InternalServerError;
    }
}
