using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Router.Api.Sentry;
using Router.Api.Sentry.Ingress;
using Router.Domain.Configuration;

namespace Router.Api.Tests.Sentry.Ingress;

/// <summary>The endpoint on a real Kestrel on a port of the loopback, over a fake issue client.</summary>
internal sealed class Edge : IAsyncDisposable
{
    public const string Key = "key-of-web-0123456789";
    public const string Secret = "the client secret";
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);
    private readonly WebApplication _app;

    private Edge(WebApplication app, FakeConfig config, FakeIssueClient issues)
    {
        _app = app;
        Config = config;
        Issues = issues;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        Client = new HttpClient { BaseAddress = Address, Timeout = Bound };
    }

    public static IntegrationConfig Integration { get; } = new() { Id = "web", Name = "Web", Key = Key, ClientSecrets = [Secret], Channel = "web" };

    public Uri Address { get; }

    public HttpClient Client { get; }

    public FakeConfig Config { get; }

    public FakeIssueClient Issues { get; }

    public IServiceProvider Services => _app.Services;

    public RejectedLog Rejected => Services.GetRequiredService<RejectedLog>();

    public static Task<Edge> StartAsync(params (string Key, string Value)[] settings) => StartAsync(Integration, null, settings);

    public static async Task<Edge> StartAsync(IntegrationConfig integration, TimeProvider? clock = null, params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(settings.Select(s => KeyValuePair.Create($"{IngressOptions.Section}:{s.Key}", (string?)s.Value)));
        var config = new FakeConfig(integration);
        var issues = new FakeIssueClient();
        builder.Services.AddSingleton<ICurrentConfig>(config).AddSingleton<IIssueClient>(issues);
        if (clock is not null)
            builder.Services.AddSingleton(clock);
        builder.Services.AddSentryIngress();
        var app = builder.Build();
        app.MapSentryWebhooks();
        await app.StartAsync();
        return new Edge(app, config, issues);
    }

    public static HttpRequestMessage Request(string body, string? resource = "event_alert", string? signature = null, string header = SentrySignature.HookHeader, string key = Key)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var request = new HttpRequestMessage(HttpMethod.Post, $"/webhooks/sentry/{key}") { Content = new ByteArrayContent(bytes) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (resource is not null)
            request.Headers.Add(SentryHeaders.ResourceHeader, resource);
        signature ??= SentrySignature.Sign(bytes, Secret);
        if (signature.Length > 0)
            request.Headers.Add(header, signature);
        return request;
    }

    public Task<Answer> PostAsync(string body, string? resource = "event_alert", string? signature = null, string header = SentrySignature.HookHeader, string key = Key) =>
        SendAsync(Request(body, resource, signature, header, key));

    public async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            using var response = await Client.SendAsync(request);
            var text = await response.Content.ReadAsStringAsync();
            return new(response.StatusCode, response.Content.Headers.ContentType?.MediaType, JsonNode.Parse(text)!.AsObject(), response.Headers.RetryAfter?.Delta, text);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }

    public sealed record Answer(HttpStatusCode Status, string? ContentType, JsonObject Json, TimeSpan? RetryAfter, string Text)
    {
        public string? this[string name] => Json[name]?.ToString();
    }
}
