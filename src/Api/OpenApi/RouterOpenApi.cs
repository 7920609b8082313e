using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Router.Api.Actions;
using Router.Api.Auth;
using Router.Api.Auth.Audit;
using Router.Api.Auth.Browser;
using Router.Api.Auth.Keys;
using Router.Api.Deliveries;
using Router.Api.Feed;
using Router.Api.Health;
using Router.Api.Incidents;
using Router.Api.Issues;
using Router.Api.Management;
using Router.Api.Management.Config;
using Router.Api.Preview;
using Router.Api.Receipts;
using Router.Api.Replay;
using Router.Api.Silences;
using Router.Api.Sinks;
using Router.Api.Stats;

namespace Router.Api.OpenApi;

/// <summary>The OpenAPI document, <c>/openapi/v1.json</c>, and a page to browse it, <c>/openapi</c>.</summary>
public static class RouterOpenApi
{
    /// <summary>The document's path.</summary>
    public const string DocumentPath = "/openapi/v1.json";

    private const string PagePath = "openapi";

    private static readonly JsonSerializerContext[] Contexts =
    [
        ManagementJson.Default, ConfigJson.Default, IssuesJson.Default, IncidentsJson.Default, ActionJson.Default, ReceiptJson.Default, DeliveryApiJson.Default, SinkApiJson.Default,
        FeedJson.Default, StatsJson.Default, SilenceJson.Default, PreviewJson.Default, ReplayJson.Default, KeyJson.Default, SessionJson.Default, AuditListJson.Default, HealthJson.Default,
    ];

    /// <summary>Adds what <see cref="MapRouterOpenApi"/> needs.</summary>
    public static IServiceCollection AddRouterOpenApi(this IServiceCollection services)
    {
        // Where the document takes its schemas from: the same contexts that the endpoints write with.
        services.ConfigureHttpJsonOptions(json =>
        {
            var options = json.SerializerOptions;
            foreach (var context in Contexts)
                options.TypeInfoResolverChain.Insert(0, context);
            options.Converters.Add(new JsonStringEnumConverter());
            options.NumberHandling = JsonNumberHandling.Strict;
            options.RespectRequiredConstructorParameters = true;
        });
        return services.AddOpenApi("v1", options =>
        {
            options.AddOperationTransformer<OperationDetails>();
            options.AddDocumentTransformer<DocumentDetails>();
            options.AddDocumentTransformer<UnlistedEndpoints>();
        });
    }

    /// <summary>Maps both, for viewers.</summary>
    public static IEndpointRouteBuilder MapRouterOpenApi(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi("/openapi/{documentName}.json").RequireAccess(Access.Viewer).ExcludeFromDescription();
        routes.MapSwaggerUI(PagePath, page =>
        {
            page.DocumentTitle = "Orleans.Router API";
            page.SwaggerEndpoint("v1.json", "v1");
        }).RequireAccess(Access.Viewer).ExcludeFromDescription();
        return routes;
    }
}
