using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Router.Api.Auth;
using Router.Api.Health;
using Router.Api.Management;
using Router.Api.Management.Config;
using Router.Api.OpenApi;
using Router.Api.Sentry;
using Router.Api.Sentry.Ingress;
using Router.Api.Tests.Management;
using Router.Api.Tests.Sentry.Ingress;

namespace Router.Api.Tests.OpenApi;

public sealed class DocumentTests
{
    [Fact]
    public async Task Every_endpoint_that_is_not_a_page_is_in_the_document()
    {
        await using var app = App();
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new(app.Urls.Single()) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ManagementServer.Key);
        var paths = (await client.GetFromJsonAsync<JsonElement>(RouterOpenApi.DocumentPath)).GetProperty("paths");

        var documented = paths.EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Select(operation => $"{operation.Name.ToUpperInvariant()} {path.Name}"));
        var mapped = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>() is null)
            .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["POST"]).Select(method => $"{method} {Path(endpoint)}"))
            .Append("GET /metrics");

        Assert.Equal(mapped.Order(), documented.Order());
    }

    private static string Path(RouteEndpoint endpoint) => endpoint.RoutePattern.RawText!.Replace(":long", "", StringComparison.Ordinal).TrimEnd('/');

    private static WebApplication App()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<IIssueClient>(new FakeIssueClient());
        builder.Services.AddSentryIngress();
        builder.Services.AddRouterOpenApi();
        builder.AddTestAuth(ManagementServer.Key);
        builder.Services.AddTheRest();
        builder.Services.AddSingleton<IReadiness>(new FakeReadiness());
        var app = builder.Build();
        app.MapSentryWebhooks();
        app.UseRouterAuth();
        app.MapHealth();
        app.MapSignIn();
        app.MapManagement();
        app.MapConfigSchema();
        app.MapRouterOpenApi();
        return app;
    }
}
