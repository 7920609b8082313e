using Router.Domain.Alerts;

namespace Router.Api.Preview;

/// <summary>A channel that a webhook would reach.</summary>
internal sealed record PreviewDestination
{
    public required string Channel { get; init; }

    public required string Route { get; init; }

    public required Severity Severity { get; init; }

    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>The key of the incident that it would belong to.</summary>
    public required string IncidentKey { get; init; }

    /// <summary>The values that the channel groups by.</summary>
    public required IReadOnlyDictionary<string, string> Group { get; init; }

    /// <summary>The silence that would drop it; null with none.</summary>
    public required string? DroppedBy { get; init; }

    /// <summary>Why nobody would be told at once; null when somebody would.</summary>
    public required string? Suppressed { get; init; }

    /// <summary>Each sink of the channel.</summary>
    public required IReadOnlyList<PreviewSink> Sinks { get; init; }
}
