using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Router.Grains.Tests.Sinks.Servers;

/// <summary>The part of Slack's Web API that the bot speaks (api.slack.com/methods/chat.postMessage, chat.update), with its rules, and one channel.</summary>
internal sealed class SlackServer : IAsyncDisposable
{
    public const string ChannelName = "#ops";
    public const string ChannelId = "C0123456789";
    public const string BotToken = "xoxb-0123456789-abcdef";

    private readonly WebApplication _app;
    private int _messages;

    private SlackServer(WebApplication app) => _app = app;

    /// <summary>What each message says now, by its timestamp.</summary>
    public ConcurrentDictionary<string, JsonElement> Messages { get; } = new();

    /// <summary>Every call: its method and body.</summary>
    public ConcurrentQueue<(string Method, JsonElement Body)> Calls { get; } = new();

    /// <summary>Answers a call in place of Slack; null lets Slack answer.</summary>
    public Func<string, int, RequestDelegate?> Fault { get; set; } = (_, _) => null;

    public Uri Url => new($"{_app.Urls.First()}/api/");

    public static async Task<SlackServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var server = new SlackServer(app);
        app.MapPost("/api/{method}", server.AnswerAsync);
        await app.StartAsync();
        return server;
    }

    public IEnumerable<JsonElement> Replies(string ts) => Messages.Values.Where(m => m.TryGetProperty("thread_ts", out var thread) && thread.GetString() == ts);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var method = (string)context.Request.RouteValues["method"]!;
        var body = await JsonSerializer.DeserializeAsync<JsonElement>(context.Request.Body);
        Calls.Enqueue((method, body));
        if (Fault(method, Calls.Count) is { } fault)
        {
            await fault(context);
            return;
        }

        await context.Response.WriteAsJsonAsync(
            context.Request.Headers.Authorization != $"Bearer {BotToken}" ? new { ok = false, error = "invalid_auth" }
            : context.Request.ContentType != "application/json; charset=utf-8" ? new { ok = false, error = "invalid_content_type" }
            : method == "chat.postMessage" ? Post(body)
            : method == "chat.update" ? Update(body)
            : new { ok = false, error = "unknown_method" });
    }

    private object Post(JsonElement body)
    {
        if (body.GetProperty("channel").GetString() is not (ChannelName or ChannelId))
            return new { ok = false, error = "channel_not_found" };
        if (body.TryGetProperty("thread_ts", out var thread) && !Messages.ContainsKey(thread.GetString()!))
            return new { ok = false, error = "thread_not_found" };
        var ts = string.Create(CultureInfo.InvariantCulture, $"1767268800.{Interlocked.Increment(ref _messages):D6}");
        Messages[ts] = body;
        return new { ok = true, channel = ChannelId, ts, message = body };
    }

    private object Update(JsonElement body)
    {
        var ts = body.GetProperty("ts").GetString()!;
        if (body.GetProperty("channel").GetString() != ChannelId) // names are for chat.postMessage alone
            return new { ok = false, error = "channel_not_found" };
        if (!Messages.ContainsKey(ts))
            return new { ok = false, error = "message_not_found" };
        Messages[ts] = body;
        return new { ok = true, channel = ChannelId, ts };
    }
}
