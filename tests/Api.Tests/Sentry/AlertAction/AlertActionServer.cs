using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Router.Api.Sentry;
using Router.Api.Sentry.AlertAction;
using Router.Api.Sentry.Ingress;
using Router.Domain.Configuration;
using Router.Domain.Delivery;
using Router.Domain.Routing;

namespace Router.Api.Tests.Sentry.AlertAction;

/// <summary>The form's endpoints beside the webhook target, on a real Kestrel: a private integration <c>web</c> and a shared one <c>org</c>.</summary>
internal sealed class AlertActionServer : IAsyncDisposable, ICurrentConfig
{
    public const string Secret = "the client secret";
    private readonly WebApplication _app;
    private readonly HttpClient _client;

    private AlertActionServer(string publicUrl)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<ICurrentConfig>(this).AddSingleton<IIssueClient>(Issues).AddSingleton(new RouterLinks(publicUrl));
        builder.Services.AddSentryIngress();
        _app = builder.Build();
        _app.MapSentryWebhooks();
        _app.MapAlertAction();
        _client = new HttpClient();
    }

    public RouteTable Table { get; } = new(
        new()
        {
            Integrations =
            [
                new() { Id = "web", Name = "Web team", Key = "key-of-web-0123456789", ClientSecrets = ["old", Secret], Channel = "web" },
                new() { Id = "org", Name = "Everyone", Key = "key-of-org-0123456789", ClientSecrets = [Secret], Default = ["triage"] },
                new() { Id = "off", Name = "Off", Key = "key-of-off-0123456789", ClientSecrets = [Secret], Default = ["triage"], Enabled = false },
            ],
            Channels = [new() { Id = "web", Name = "Web" }, new() { Id = "payments", Name = "Payments" }, new() { Id = "triage", Name = "triage" }],
        },
        version: 1);

    public Ingress.FakeIssueClient Issues { get; } = new();

    public RejectedLog Rejected => _app.Services.GetRequiredService<RejectedLog>();

    public static async Task<AlertActionServer> StartAsync(string publicUrl = "https://router.example")
    {
        var server = new AlertActionServer(publicUrl);
        await server._app.StartAsync();
        server._client.BaseAddress = new(server._app.Urls.Single());
        return server;
    }

    public Task<(HttpStatusCode Status, JsonNode Json)> GetAsync(string path, string? secret = Secret) => SendAsync(new(HttpMethod.Get, path), [], secret);

    /// <summary>As Sentry saves an alert.</summary>
    public Task<(HttpStatusCode Status, JsonNode Json)> SaveAsync(string integration, string fields, string? secret = Secret) =>
        PostAsync($"/sentry/{integration}/alert-rule", $$"""{"fields":{{fields}},"installationId":"7a485448-a9e2-4c85-8a3c-4f44175783c9"}""", SentrySignature.AppHeader, secret);

    public Task<(HttpStatusCode Status, JsonNode Json)> WebhookAsync(string integration, string resource, string body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/webhooks/sentry/key-of-{integration}-0123456789") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Headers.Add(SentryHeaders.ResourceHeader, resource);
        return SendAsync(request, Encoding.UTF8.GetBytes(body), Secret, SentrySignature.HookHeader);
    }

    public Task<(HttpStatusCode Status, JsonNode Json)> PostAsync(string path, string body, string header = SentrySignature.AppHeader, string? secret = Secret)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        return SendAsync(new(HttpMethod.Post, path) { Content = new ByteArrayContent(bytes) }, bytes, secret, header);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }

    private async Task<(HttpStatusCode Status, JsonNode Json)> SendAsync(HttpRequestMessage request, byte[] body, string? secret, string header = SentrySignature.AppHeader)
    {
        using (request)
        {
            if (secret is not null)
                request.Headers.Add(header, SentrySignature.Sign(body, secret));
            using var response = await _client.SendAsync(request);
            return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
        }
    }
}
