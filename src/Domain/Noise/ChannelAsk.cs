using Router.Domain.Alerts;

namespace Router.Domain.Noise;

/// <summary>What an incident must know of its channel before it can decide.</summary>
[GenerateSerializer, Immutable, Alias("router.channel-ask")]
public sealed record ChannelAsk
{
    /// <summary>The incident grain's key.</summary>
    [Id(0)] public required string Incident { get; init; }

    /// <summary>The keys of what would inhibit its issues: which of them are open?</summary>
    [Id(1)] public ImmutableArray<string> Targets { get; init; } = [];

    /// <summary>It wants to say something that the rate limit counts.</summary>
    [Id(2)] public bool WantsPermit { get; init; }

    /// <summary>Nothing was said of the incident yet: the summary counts it as one more.</summary>
    [Id(3)] public bool IsNew { get; init; }

    /// <summary>Its severity.</summary>
    [Id(4)] public Severity Severity { get; init; }

    /// <summary>Its newest issue's project.</summary>
    [Id(5)] public string? Project { get; init; }
}
