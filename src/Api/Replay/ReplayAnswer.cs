using Router.Domain.Replay;

namespace Router.Api.Replay;

/// <summary>What a draft would have changed about notifications.</summary>
internal sealed record ReplayAnswer
{
    public required DateTime From { get; init; }

    public required DateTime To { get; init; }

    /// <summary>The recorded webhooks and actions that were replayed.</summary>
    public required long Events { get; init; }

    /// <summary>The span holds more than is replayed: <see cref="From"/> is later than was asked, or notifications were left out.</summary>
    public required bool Cut { get; init; }

    /// <summary>The version of the config that the draft is compared with.</summary>
    public required long ConfigVersion { get; init; }

    /// <summary>What the replay can't show.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>How many notifications the config in force makes.</summary>
    public required int Before { get; init; }

    /// <summary>How many the draft makes.</summary>
    public required int After { get; init; }

    public required ReplayChanges<ReplayItem> New { get; init; }

    public required ReplayChanges<ReplayItem> Gone { get; init; }

    public required ReplayChanges<ReplayMove> Moved { get; init; }

    public static ReplayAnswer Of(ReplayRun run, ReplayDiff diff, int examples, DateTimeOffset from, DateTimeOffset to, bool isCut, long version, IReadOnlyList<string> warnings) => new()
    {
        From = from.UtcDateTime,
        To = to.UtcDateTime,
        Events = run.Events,
        Cut = isCut || run.IsCut,
        ConfigVersion = version,
        Warnings = warnings,
        Before = run.Before,
        After = run.After,
        New = new(diff.New.Length, [.. diff.New.Take(examples).Select(ReplayItem.Of)]),
        Gone = new(diff.Gone.Length, [.. diff.Gone.Take(examples).Select(ReplayItem.Of)]),
        Moved = new(diff.Moved.Length, [.. diff.Moved.Take(examples).Select(m => new ReplayMove(ReplayItem.Of(m.Before), ReplayItem.Of(m.After)))]),
    };
}
