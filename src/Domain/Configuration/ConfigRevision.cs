namespace Router.Domain.Configuration;

/// <summary>A version of the config as it was put in force. Kept for ever: receipts refer to it by number.</summary>
public sealed record ConfigRevision
{
    /// <summary>The author of a change that was made in the file.</summary>
    public const string FileAuthor = "file";

    /// <summary>1 for the first; each text that differs from the one before it is the next.</summary>
    public required long Version { get; init; }

    /// <summary>The document, secrets as they were written: never to be shown without masking.</summary>
    public required string Text { get; init; }

    /// <summary>Who put it in force: the name of a key or person, or <see cref="FileAuthor"/> when the file was changed.</summary>
    public required string Author { get; init; }

    /// <summary>When it came into force.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The reason given; null without one.</summary>
    public string? Reason { get; init; }
}
