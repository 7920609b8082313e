namespace Router.Api.Stats;

/// <summary>How the router is doing. Counts of webhooks and notifications are those of all processes of the cluster, each since its start; those of another one are up to three seconds old.</summary>
internal sealed record StatsAnswer
{
    public required string Version { get; init; }

    /// <summary>When the process that answers was started.</summary>
    public required DateTime StartedAt { get; init; }

    public required long UptimeSeconds { get; init; }

    /// <summary>1h or 24h.</summary>
    public required string Window { get; init; }

    public required int BucketSeconds { get; init; }

    /// <summary>The buckets' sums.</summary>
    public required StatsBucket Total { get; init; }

    /// <summary>The oldest first; the last one is under way.</summary>
    public required IReadOnlyList<StatsBucket> Buckets { get; init; }

    /// <summary>Open incidents by severity.</summary>
    public required IReadOnlyDictionary<string, long> OpenIncidents { get; init; }

    /// <summary>Issues by status; of the resolved ones those last seen within 24 hours.</summary>
    public required IReadOnlyDictionary<string, long> Issues { get; init; }

    /// <summary>Deliveries that wait behind a failed attempt or a pause.</summary>
    public required long WaitingDeliveries { get; init; }

    /// <summary>Deliveries that were given up.</summary>
    public required long DeadLetters { get; init; }

    /// <summary>Some of the three counts above stopped at their bound: there are more.</summary>
    public required bool IsCut { get; init; }

    /// <summary>Nobody answered for the other processes: webhooks and notifications are those of the process that answers.</summary>
    public required bool IsPartial { get; init; }

    public required IReadOnlyList<IntegrationItem> Integrations { get; init; }

    /// <summary>For how long the oldest due work has waited for the sweeper.</summary>
    public required double SweeperLagSeconds { get; init; }

    /// <summary>The store's transactions of the last minute or two; null when there was none.</summary>
    public required CommitItem? Commit { get; init; }
}
