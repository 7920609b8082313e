using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Router.Api.Actions;
using Router.Api.Auth;
using Router.Api.Health;
using Router.Api.Management;
using Router.Api.Sentry.Ingress;
using Router.Api.Silences;
using Router.Api.Tests.Silences;
using Router.Api.Tests.Storage;
using Router.Domain.Configuration;
using Router.Domain.Delivery;
using Router.Domain.Noise;
using Router.Domain.Storage;

namespace Router.Api.Tests.Management;

/// <summary>The guarded edge on a real socket, with fakes at the ports.</summary>
public sealed class ManagementServer : IAsyncLifetime
{
    public const string Key = "test-admin-key-of-more-than-32-characters";

    private WebApplication? _app;

    internal FakeIndexQuery Index { get; } = new();

    internal FakeReadiness Readiness { get; } = new();

    internal RejectedLog Rejected { get; } = new();

    internal FakeConfig Config { get; } = new();

    internal MemoryStore Rows { get; } = new();

    internal FakeActions Actions { get; } = new();

    internal FakeTimeProvider Time { get; } = new(new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    internal FakeClientSecrets Secrets { get; } = new();

    /// <summary>A client with the admin key.</summary>
    public HttpClient Admin { get; private set; } = null!;

    /// <summary>A client without.</summary>
    public HttpClient Anonymous { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddRouterAuth(builder.Configuration, new(Key));
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddSingleton<IIndexQuery>(Index);
        builder.Services.AddSingleton<IReadiness>(Readiness);
        builder.Services.AddSingleton<ICurrentConfig>(Config);
        builder.Services.AddSingleton<IClientSecrets>(Secrets);
        builder.Services.AddSingleton(new RouterLinks("https://router.example.com"));
        builder.Services.AddSingleton(Rejected);
        builder.Services.AddSingleton<IGrainStateStorage>(Rows).AddSingleton<IJournal>(Rows);
        builder.Services.AddSingleton<IActionClient>(Actions);
        builder.Services.AddSingleton<TimeProvider>(Time);
        builder.Services.AddTheRest();
        _app = builder.Build();
        _app.UseRouterAuth();
        _app.MapHealth();
        _app.MapManagement();
        _app.MapGet("/metrics", () => "metrics");
        await _app.StartAsync();

        var address = new Uri(_app.Urls.Single());
        Anonymous = new() { BaseAddress = address };
        Admin = new() { BaseAddress = address };
        Admin.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
    }

    /// <summary>What the endpoints of silences and of the replay ask for; they are tested elsewhere.</summary>
    public async Task DisposeAsync()
    {
        Admin.Dispose();
        Anonymous.Dispose();
        await _app!.DisposeAsync();
    }
}
