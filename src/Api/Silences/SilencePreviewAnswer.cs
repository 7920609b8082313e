using Router.Domain.Noise;

namespace Router.Api.Silences;

/// <summary>Which of the last week's alerts a silence would have muted.</summary>
internal sealed record SilencePreviewAnswer
{
    private const int MaxCounts = 100;

    /// <summary>The alerts were looked at from then on.</summary>
    public required DateTime ScannedFrom { get; init; }

    public required DateTime ScannedTo { get; init; }

    /// <summary>The week holds more than was looked at: only the newest were.</summary>
    public required bool Cut { get; init; }

    public required long Alerts { get; init; }

    public required long Muted { get; init; }

    public required int MutedIssues { get; init; }

    /// <summary>By project, at most a hundred.</summary>
    public required IReadOnlyList<CountItem> Projects { get; init; }

    /// <summary>By channel, at most a hundred.</summary>
    public required IReadOnlyList<CountItem> Channels { get; init; }

    /// <summary>The newest, at most twenty.</summary>
    public required IReadOnlyList<SilenceExampleItem> Examples { get; init; }

    public static SilencePreviewAnswer Of(SilencePreview preview, DateTimeOffset from, DateTimeOffset to, bool isCut) => new()
    {
        ScannedFrom = from.UtcDateTime,
        ScannedTo = to.UtcDateTime,
        Cut = isCut,
        Alerts = preview.Alerts,
        Muted = preview.Muted,
        MutedIssues = preview.MutedIssues,
        Projects = [.. preview.Projects.Take(MaxCounts).Select(c => new CountItem(c.Key.Length == 0 ? null : c.Key, c.Value))],
        Channels = [.. preview.Channels.Take(MaxCounts).Select(c => new CountItem(c.Key, c.Value))],
        Examples = [.. preview.Examples.Select(SilenceExampleItem.Of)],
    };
}
