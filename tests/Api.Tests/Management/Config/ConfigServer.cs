using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Router.Api.Auth;
using Router.Api.Management.Config;
using Router.Api.Tests.Storage;
using Router.Domain.Configuration;
using Router.Domain.Delivery;
using Router.Domain.Storage;

namespace Router.Api.Tests.Management.Config;

/// <summary>The config's endpoints on a real socket, over versions in memory.</summary>
public sealed class ConfigServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ConfigServer(WebApplication app, FakeEditor editor) => (_app, Editor) = (app, editor);

    internal FakeEditor Editor { get; }

    public HttpClient Admin { get; private init; } = null!;

    public HttpClient Anonymous { get; private init; } = null!;

    public static async Task<ConfigServer> StartAsync(string document)
    {
        var editor = new FakeEditor(document);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<IIndexQuery>(new FakeIndexQuery()).AddSingleton<IGrainStateStorage>(new MemoryStore());
        builder.AddTestAuth(ManagementServer.Key);
        builder.Services.AddSingleton(new RouterLinks("https://router.example.com"));
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<IConfigEditor>(editor).AddSingleton<IConfigHistory>(editor).AddSingleton<ICurrentConfig>(editor);
        var app = builder.Build();
        app.UseRouterAuth();
        app.MapConfigSchema();
        ConfigEndpoints.Map(app.MapGroup("/api/v1"));
        await app.StartAsync();
        var address = new Uri(app.Urls.Single());
        var admin = new HttpClient { BaseAddress = address };
        admin.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ManagementServer.Key);
        return new(app, editor) { Admin = admin, Anonymous = new() { BaseAddress = address } };
    }

    public async ValueTask DisposeAsync()
    {
        Admin.Dispose();
        Anonymous.Dispose();
        await _app.DisposeAsync();
    }
}
