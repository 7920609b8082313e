using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Router.Api.Auth;
using Router.Api.Management;
using Router.Api.OpenApi;
using Router.Domain.Configuration;

namespace Router.Api.Stats;

/// <summary><c>GET /api/v1/stats</c> and <c>GET /api/v1/integrations</c>.</summary>
internal static class StatsEndpoints
{
    private static readonly string[] Windows = ["1h", "24h"];

    private static readonly string Version =
        typeof(StatsEndpoints).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/stats", StatsAsync).RequireAccess(Access.Viewer)
            .WithName("stats").WithSummary("How the router is doing, with time buckets for a chart")
            .WithParameters(Parameter.OneOf("window", "How far back the buckets reach; default 1h.", Windows)).Produces<StatsAnswer>();
        routes.MapGet("/integrations", Integrations).RequireAccess(Access.Viewer)
            .WithName("integrations.list").WithSummary("The integrations and what came for them").WithParameters().Produces<Page<IntegrationItem>>();
    }

    private static async Task<IResult> StatsAsync(
        HttpRequest request, ICurrentConfig config, [FromServices] Traffic traffic, [FromServices] StoreCounts store, [FromServices] TimeProvider time)
    {
        var window = request.Query["window"] is [{ } asked] ? asked : "1h";
        if (!Windows.Contains(window))
            return InvalidRequest.Answer(new("window", $"'{window}' is not one of {string.Join(", ", Windows)}"));

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

    private static JsonHttpResult<Page<IntegrationItem>> Integrations(ICurrentConfig config, [FromServices] Traffic traffic) =>
        TypedResults.Json(new Page<IntegrationItem>(Items(config, traffic), null), StatsJson.Default.PageIntegrationItem);

    private static List<IntegrationItem> Items(ICurrentConfig config, Traffic traffic) =>
        [.. config.Table.Config.Integrations.Select(integration => IntegrationItem.Of(integration, traffic.Integration(integration.Id)))];
}
