using Router.Domain.Alerts;
using Router.Domain.Noise;

namespace Router.Api.Silences;

/// <summary>An alert that a silence would have muted.</summary>
internal sealed record SilenceExampleItem
{
    public required string Receipt { get; init; }

    public required DateTime At { get; init; }

    public required string Issue { get; init; }

    public required string? Title { get; init; }

    public required string? Project { get; init; }

    public required Severity Severity { get; init; }

    public required IReadOnlyList<string> Channels { get; init; }

    public static SilenceExampleItem Of(SilenceExample example) => new()
    {
        Receipt = example.Receipt.ToString(),
        At = example.At.UtcDateTime,
        Issue = example.Alert.Issue.Value,
        Title = example.Alert.Title ?? example.Alert.Rule,
        Project = example.Alert.Projects is [var project, ..] ? project : null,
        Severity = example.Alert.Severity,
        Channels = example.Channels,
    };
}
