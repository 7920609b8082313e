using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Router.Api.Auth;
using Router.Api.Management;
using Router.Domain.Configuration;

namespace Router.Api.Stats;

/// <summary><c>GET /api/v1/stats</c> and <c>GET /api/v1/integrations</c>.</summary>
internal static class StatsEndpoints
{
    private static readonly string Version =
        typeof(StatsEndpoints).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/stats", StatsAsync).RequireAccess(Access.Viewer)
            .WithName("stats").WithSummary("How the router is doing, with time buckets for a chart").Produces<StatsAnswer>().ProducesProblem(400);
        routes.MapGet("/integrations", Integrations).RequireAccess(Access.Viewer)
            .WithName("integrations.list").WithSummary("The integrations and what came for them").Produces<Page<IntegrationItem>>();
    }

    private static async Task<IResult> StatsAsync(
        HttpRequest request, ICurrentConfig config, [FromServices] Traffic traffic, [FromServices] StoreCounts store, [FromServices] TimeProvider time)
    {
        if (request.Query.Keys.FirstOrDefault(field => field != "window") is { } unknown)
            return InvalidRequest.Answer(new(unknown, "unknown; known: window"));
        var window = request.Query["window"] is [{ } asked] ? asked : "1h";
        if (window is not ("1h" or "24h"))
            return InvalidRequest.Answer(new("window", $"'{window}' is not one of 1h, 24h"));

        var (count, minutes) = window == "1h" ? (60, 1) : (96, 15);
        var buckets = traffic.Minutes.Read(count, minutes);
        var figures = await store.ReadAsync();
        var total = Enum.GetValues<TrafficCount>().Select(kind => buckets.Sum(bucket => bucket.Counts[(int)kind])).ToList();
        return TypedResults.Json(
            new StatsAnswer
            {
                Version = Version,
                StartedAt = traffic.StartedAt.UtcDateTime,
                UptimeSeconds = (long)(time.GetUtcNow() - traffic.StartedAt).TotalSeconds,
                Window = window,
                BucketSeconds = minutes * 60,
                Total = StatsBucket.Of(buckets[0].From, total),
                Buckets = [.. buckets.Select(bucket => StatsBucket.Of(bucket.From, bucket.Counts))],
                OpenIncidents = figures.Incidents,
                Issues = figures.Issues,
                DeadLetters = figures.DeadLetters,
                IsCut = figures.IsCut,
                Integrations = Items(config, traffic),
                SweeperLagSeconds = figures.SweeperLag.TotalSeconds,
                Commit = traffic.Commits.Read() is var (mean, longest) ? new(mean, longest) : null,
            },
            StatsJson.Default.StatsAnswer);
    }

    private static IResult Integrations(HttpRequest request, ICurrentConfig config, [FromServices] Traffic traffic) =>
        request.Query.Keys.FirstOrDefault() is { } field
            ? InvalidRequest.Answer(new(field, "unknown; this list is short and takes no filters"))
            : TypedResults.Json(new Page<IntegrationItem>(Items(config, traffic), null), StatsJson.Default.PageIntegrationItem);

    private static List<IntegrationItem> Items(ICurrentConfig config, Traffic traffic) =>
        [.. config.Table.Config.Integrations.Select(integration => IntegrationItem.Of(integration, traffic.Integration(integration.Id)))];
}
