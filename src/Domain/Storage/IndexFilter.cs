using Router.Domain.Alerts;

namespace Router.Domain.Storage;

/// <summary>What a list is asked for; null filters nothing.</summary>
public sealed record IndexFilter
{
    /// <summary>The rows' type: <c>issue</c>, <c>incident-record</c> or another whose rows give an <see cref="IndexRow"/>.</summary>
    public required string Type { get; init; }

    /// <summary>PascalCase status.</summary>
    public string? Status { get; init; }

    /// <summary>The severity.</summary>
    public Severity? Severity { get; init; }

    /// <summary>The project's slug.</summary>
    public string? Project { get; init; }

    /// <summary>A channel that it reached.</summary>
    public string? Channel { get; init; }

    /// <summary>The environment.</summary>
    public string? Environment { get; init; }

    /// <summary>The Sentry rule.</summary>
    public string? Rule { get; init; }

    /// <summary>Text within the title or the id, without regard to case.</summary>
    public string? Text { get; init; }

    /// <summary>Last seen at or after.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Last seen before.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>The order. Default: <see cref="IndexOrder.Newest"/>.</summary>
    public IndexOrder Order { get; init; }

    /// <summary>1 to 500.</summary>
    public int Limit { get; init; } = 50;

    /// <summary>Continue after this row: the <see cref="IndexPage.Next"/> of the page before.</summary>
    public IndexCursor? After { get; init; }
}
