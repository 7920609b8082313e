namespace Router.Domain.Audit;

/// <summary>Who did what to what, and why: kept in the journal under <see cref="Storage.JournalKind.Audit"/>, in the commit of what was done.</summary>
public sealed record AuditEntry
{
    /// <summary>The name of the key or of the person.</summary>
    public required string Actor { get; init; }

    /// <summary>What was done, snake_case: <c>key_created</c>, <c>config_changed</c>, <c>silence_ended</c>.</summary>
    public required string Action { get; init; }

    /// <summary>What it was done to: an id.</summary>
    public required string Subject { get; init; }

    /// <summary>The reason given; null without one.</summary>
    public string? Reason { get; init; }
}
