namespace Router.Api.Stats;

/// <summary>What happened in one span of time, or in the whole window.</summary>
internal sealed record StatsBucket
{
    public required DateTime From { get; init; }

    public required long Accepted { get; init; }

    public required long Duplicate { get; init; }

    public required long Ignored { get; init; }

    public required long Refused { get; init; }

    /// <summary>Notifications that were decided on, each counted once however many sinks it goes to.</summary>
    public required long Notified { get; init; }

    /// <summary>Notifications that a sink took.</summary>
    public required long Sent { get; init; }

    /// <summary>Decisions to tell nobody, or not yet.</summary>
    public required long Suppressed { get; init; }

    public static StatsBucket Of(DateTimeOffset from, IReadOnlyList<long> counts) => new()
    {
        From = from.UtcDateTime,
        Accepted = counts[(int)TrafficCount.Accepted],
        Duplicate = counts[(int)TrafficCount.Duplicate],
        Ignored = counts[(int)TrafficCount.Ignored],
        Refused = counts[(int)TrafficCount.Refused],
        Notified = counts[(int)TrafficCount.Notified],
        Sent = counts[(int)TrafficCount.Sent],
        Suppressed = counts[(int)TrafficCount.Suppressed],
    };
}
