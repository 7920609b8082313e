namespace Router.Api.Preview;

/// <summary>Where a webhook would go, and why.</summary>
internal sealed record PreviewAnswer
{
    /// <summary>The version of the config that decided; null for a draft.</summary>
    public required long? ConfigVersion { get; init; }

    /// <summary>Every route's verdict, in order; empty for what is not decoded.</summary>
    public required IReadOnlyList<PreviewRoute> Routes { get; init; }

    public required PreviewDecode Decode { get; init; }

    /// <summary>The channels that it would reach, as an issue's first event.</summary>
    public required IReadOnlyList<PreviewDestination> Destinations { get; init; }

    /// <summary>What is to be known beside; null with nothing.</summary>
    public required string? Note { get; init; }
}
