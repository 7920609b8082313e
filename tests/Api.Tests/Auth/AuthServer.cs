using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Router.Api.Auth;
using Router.Api.Health;
using Router.Api.Management;
using Router.Api.Sentry;
using Router.Api.Sentry.Ingress;
using Router.Api.Tests.Management;
using Router.Api.Tests.Sentry.Ingress;
using Router.Domain.Configuration;
using Router.Domain.Delivery;
using Router.Domain.Issues;
using Router.Storage;
using Router.Storage.Sqlite;
using FakeConfig = Router.Api.Tests.Management.FakeConfig;

namespace Router.Api.Tests.Auth;

/// <summary>The whole guarded edge on a real socket, over a real store.</summary>
internal sealed class AuthServer : IAsyncDisposable
{
    public const string Key = "test-admin-key-of-more-than-32-characters";

    private readonly WebApplication _app;
    private readonly DirectoryInfo _root;
    private readonly List<HttpClient> _clients = [];

    private AuthServer(WebApplication app, SqliteStore store, DirectoryInfo root, FakeTimeProvider time) => (_app, Store, _root, Time) = (app, store, root, time);

    public Uri Address => new(_app.Urls.First());

    public SqliteStore Store { get; }

    public FakeTimeProvider Time { get; }

    public IServiceProvider Services => _app.Services;

    public static async Task<AuthServer> StartAsync(params (string Key, string Value)[] settings) => await StartAsync(null, settings);

    public static async Task<AuthServer> StartAsync(string? publicUrl, (string Key, string Value)[] settings, Action<ILoggingBuilder>? logging = null)
    {
        var root = Directory.CreateTempSubdirectory("router-auth-");
        var store = await SqliteStore.OpenAsync(new() { Directory = root.FullName }, new IssueReplay(), TimeProvider.System, NullLogger<SqliteStore>.Instance);
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        logging?.Invoke(builder.Logging);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value)));
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddStorage(store);
        builder.Services.AddSingleton<IReadiness>(new FakeReadiness()).AddSingleton<ICurrentConfig>(new FakeConfig()).AddSingleton<IClientSecrets>(new FakeClientSecrets());
        builder.Services.AddSingleton<IIssueClient>(new FakeIssueClient());
        WebApplication? app = null;
        builder.Services.AddSingleton(_ => new RouterLinks(publicUrl ?? app!.Urls.First()));
        builder.Services.AddRouterAuth(builder.Configuration, new(Key));
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddSentryIngress();
        builder.Services.AddProblemDetails();
        builder.Services.AddTheRest();
        app = builder.Build();
        app.MapSentryWebhooks();
        app.UseExceptionHandler();
        app.UseRouterAuth();
        app.MapHealth();
        app.MapSignIn();
        app.MapManagement();
        app.MapGet("/metrics", () => "metrics");
        app.MapGet("/api/v1/undeclared", () => "closed by default");
        app.MapGet("/fails", string () => throw new InvalidOperationException("the inner reason")).AllowAnonymous();
        app.MapGet("/scheme", (HttpContext context) => $"{context.Request.Scheme} {context.Connection.RemoteIpAddress}").AllowAnonymous();
        app.MapPost("/hub", (HttpContext context) => context.Actor()).WithMetadata(new HubMetadata(typeof(Hub)));
        app.MapPost("/api/v1/act", (HttpContext context) => context.Actor()).RequireAccess(Access.Operator);
        await app.StartAsync();
        return new(app, store, root, time);
    }

    /// <summary>A client that follows no redirect and keeps cookies, with a key when one is given.</summary>
    public HttpClient Client(string? key = null, Uri? address = null)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { BaseAddress = address ?? Address };
        if (key is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        _clients.Add(client);
        return client;
    }

    /// <summary>Makes a key.</summary>
    public async Task<(string Id, string Text)> NewKeyAsync(string role = "viewer", string name = "somebody", DateTimeOffset? expiresAt = null)
    {
        var body = new JsonObject { ["name"] = name, ["role"] = role };
        if (expiresAt is { } at)
            body["expiresAt"] = at.ToString("O");
        using var response = await Client(Key).PostAsync("/api/v1/keys", new StringContent(body.ToJsonString(), new MediaTypeHeaderValue("application/json")));
        Assert.Equal(System.Net.HttpStatusCode.Created, response.StatusCode);
        var answer = (await response.Content.ReadFromJsonAsync<JsonObject>())!;
        return (answer["id"]!.GetValue<string>(), answer["key"]!.GetValue<string>());
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients)
            client.Dispose();
        await _app.DisposeAsync();
        await Store.DisposeAsync();
        _root.Delete(recursive: true);
    }
}
