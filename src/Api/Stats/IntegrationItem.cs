using Router.Domain.Configuration;

namespace Router.Api.Stats;

/// <summary>An integration in the list: nothing of its keys and secrets. Counts are those of the process that answers, since it started.</summary>
internal sealed record IntegrationItem
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required bool Enabled { get; init; }

    /// <summary>private or shared.</summary>
    public required string Kind { get; init; }

    public required string? Channel { get; init; }

    /// <summary>When Sentry's last webhook was answered 202, by whichever process; null when none ever was. One of the last seconds of a process that was killed may be missing.</summary>
    public required DateTime? LastEventAt { get; init; }

    public required long Accepted { get; init; }

    public required long Duplicate { get; init; }

    public required long Ignored { get; init; }

    public required long Refused { get; init; }

    public static IntegrationItem Of(IntegrationConfig integration, IntegrationTraffic? traffic, DateTimeOffset? lastEventAt) => new()
    {
        Id = integration.Id,
        Name = integration.Name,
        Enabled = integration.Enabled,
        Kind = integration.Channel is null ? "shared" : "private",
        Channel = integration.Channel,
        LastEventAt = lastEventAt?.UtcDateTime,
        Accepted = traffic?[TrafficCount.Accepted] ?? 0,
        Duplicate = traffic?[TrafficCount.Duplicate] ?? 0,
        Ignored = traffic?[TrafficCount.Ignored] ?? 0,
        Refused = traffic?[TrafficCount.Refused] ?? 0,
    };
}
