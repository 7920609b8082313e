using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Router.Api.OpenApi;

namespace Router.Api.Health;

/// <summary><c>/health/live</c> and <c>/health/ready</c>.</summary>
public static class HealthEndpoints
{
    /// <summary>Maps them: live answers 200 while the process serves, ready 200 or 503 with the reason.</summary>
    public static IEndpointRouteBuilder MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => Answer("live", null, StatusCodes.Status200OK)).AllowAnonymous()
            .WithTags("operations").WithName("health.live").WithSummary("Whether the process serves").Produces<HealthAnswer>().WithAnswer("""{"status":"live"}""");
        routes.MapGet("/health/ready", (IReadiness readiness) => readiness.Current is { IsReady: false } current
            ? Answer("not_ready", current.Reason, StatusCodes.Status503ServiceUnavailable)
            : Answer("ready", null, StatusCodes.Status200OK)).AllowAnonymous()
            .WithTags("operations").WithName("health.ready").WithSummary("Whether it takes webhooks; if not, why").Produces<HealthAnswer>().Produces<HealthAnswer>(503).WithAnswer("""{"status":"ready"}""");
        return routes;
    }

    private static JsonHttpResult<HealthAnswer> Answer(string status, string? reason, int code) =>
        TypedResults.Json(new(status, reason), HealthJson.Default.HealthAnswer, statusCode: code);
}

internal sealed record HealthAnswer(string Status, string? Reason = null);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(HealthAnswer))]
internal sealed partial class HealthJson : JsonSerializerContext;
