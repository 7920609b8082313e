using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Router.Domain.Configuration;

namespace Router.Grains.Tests.TwoWay;

/// <summary>
/// The part of Sentry's API that the router uses, on loopback, by its documentation: retrieve, list and update issues of an organisation
/// (docs.sentry.io/api/events), bearer tokens with scopes, and the headers of the rate limit (docs.sentry.io/api/ratelimits).
/// </summary>
internal sealed class SentryServer : IAsyncDisposable
{
    public const string Organization = "acme";
    public const string Token = "sntrys_a-token-of-the-test";
    public const string Member = "ann@example.org";
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);
    private readonly WebApplication _app;
    private readonly SemaphoreSlim _called = new(0);

    private SentryServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    public SentryConfig Config => new() { Url = new(_app.Urls.First()), Organization = Organization, Token = Token, AllowPrivate = true };

    /// <summary>The issues by id, as the API shows them.</summary>
    public ConcurrentDictionary<string, JsonObject> Issues { get; } = new();

    /// <summary>The calls: method, issue, body.</summary>
    public ConcurrentQueue<(string Method, string Issue, string Body)> Calls { get; } = new();

    /// <summary>Answers in place of the API, when it answers with a status.</summary>
    public Func<HttpContext, int?> Fault { get; set; } = _ => null;

    public static async Task<SentryServer> StartAsync()
    {
        var server = new SentryServer();
        await server._app.StartAsync();
        return server;
    }

    public void Add(string id, string status = "unresolved") => Issues[id] = new() { ["id"] = id, ["status"] = status, ["statusDetails"] = new JsonObject(), ["hasSeen"] = false, ["assignedTo"] = null };

    public string? Status(string id) => Issues[id]["status"]?.ToString();

    /// <summary>The next call, or a failure after a bound.</summary>
    public async Task<(string Method, string Issue, string Body)> NextAsync()
    {
        if (!await _called.WaitAsync(Bound))
            throw new TimeoutException("Nobody called.");
        return Calls.TryDequeue(out var call) ? call : throw new InvalidOperationException("A call was taken twice.");
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _called.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        var id = context.Request.Path.Value!.Split('/') is ["", "api", "0", "organizations", Organization, "issues", var issue, ""] ? issue : "";
        var (status, answer) = Answer(context, id, body);
        context.Response.StatusCode = status;
        context.Response.Headers.TryAdd("X-Sentry-Rate-Limit-Limit", "5");
        context.Response.Headers.TryAdd("X-Sentry-Rate-Limit-Remaining", "4");
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(answer.ToJsonString());
        await context.Response.CompleteAsync();
        Calls.Enqueue((context.Request.Method, id, body));
        _called.Release();
    }

    private (int Status, JsonNode Answer) Answer(HttpContext context, string id, string body)
    {
        if (Fault(context) is { } fault)
            return (fault, Problem("A fault of the test."));
        if (context.Request.Headers.Authorization != $"Bearer {Token}")
            return (401, Problem("Invalid token"));
        if (context.Request.Path == $"/api/0/organizations/{Organization}/issues/")
            return (200, new JsonArray([.. Issues.Values.Take(1).Select(listed => listed.DeepClone())]));
        if (!Issues.TryGetValue(id, out var issue))
            return (404, Problem("The requested resource does not exist"));
        return context.Request.Method switch
        {
            "GET" => (200, issue.DeepClone()),
            "PUT" => Put(issue, JsonNode.Parse(body)!.AsObject()),
            _ => (405, Problem(string.Create(CultureInfo.InvariantCulture, $"Method \"{context.Request.Method}\" not allowed."))),
        };
    }

    private static (int Status, JsonNode Answer) Put(JsonObject issue, JsonObject change)
    {
        if (change["assignedTo"]?.ToString() is { } member && member != Member)
            return (400, new JsonObject { ["assignedTo"] = new JsonArray("Unknown actor input") });
        if (change["status"]?.ToString() is { } status && status is not ("resolved" or "unresolved" or "ignored"))
            return (400, new JsonObject { ["status"] = new JsonArray($"\"{status}\" is not a valid choice.") });
        foreach (var (name, value) in change)
            issue[name] = value?.DeepClone();
        if (change.ContainsKey("status") && !change.ContainsKey("statusDetails"))
            issue["statusDetails"] = new JsonObject();
        return (200, issue.DeepClone());
    }

    private static JsonObject Problem(string detail) => new() { ["detail"] = detail };
}
