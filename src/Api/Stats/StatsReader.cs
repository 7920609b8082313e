using System.Reflection;
using Router.Domain.Configuration;

namespace Router.Api.Stats;

/// <summary>Puts together how the router is doing, for the API and the dashboard.</summary>
internal sealed class StatsReader(ICurrentConfig config, Traffic traffic, IOtherTraffic others, StoreCounts store, LastEvents lastEvents, TimeProvider time)
{
    /// <summary>The windows that there are.</summary>
    public static readonly string[] Windows = ["1h", "24h"];

    private static readonly string Version =
        typeof(StatsReader).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    /// <summary>Reads the counts of a window.</summary>
    /// <param name="window">One of <see cref="Windows"/>: 60 buckets of a minute, or 96 of a quarter of an hour.</param>
    public async Task<StatsAnswer> ReadAsync(string window)
    {
        var (count, minutes) = window == "1h" ? (60, 1) : (96, 15);
        var counted = await others.ReadAsync(traffic.Minutes.First(count, minutes));
        var buckets = traffic.Minutes.Read(count, minutes, counted ?? []);
        var figures = await store.ReadAsync();
        var total = Enum.GetValues<TrafficCount>().Select(kind => buckets.Sum(bucket => bucket.Counts[(int)kind])).ToList();
        return new StatsAnswer
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
            WaitingDeliveries = figures.Waiting,
            DeadLetters = figures.DeadLetters,
            IsCut = figures.IsCut,
            IsPartial = counted is null,
            Integrations = await IntegrationsAsync(),
            SweeperLagSeconds = figures.SweeperLag.TotalSeconds,
            Commit = traffic.Commits.Read() is var (mean, longest) ? new(mean, longest) : null,
        };
    }

    /// <summary>The integrations and what came for them.</summary>
    public async Task<List<IntegrationItem>> IntegrationsAsync()
    {
        var last = await lastEvents.ReadAsync();
        return [.. config.Table.Config.Integrations.Select(integration => IntegrationItem.Of(integration, traffic.Integration(integration.Id), last.TryGetValue(integration.Id, out var at) ? at : null))];
    }
}
