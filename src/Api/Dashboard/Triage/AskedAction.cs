using Router.Domain.Actions;

namespace Router.Api.Dashboard.Triage;

/// <summary>What a person wants done.</summary>
/// <param name="Kind">What.</param>
/// <param name="Snooze">How long to say nothing; a snooze's only.</param>
public sealed record AskedAction(ActionKind Kind, TimeSpan? Snooze = null)
{
    /// <summary>The action, in a person's name.</summary>
    internal PersonAction By(string actor, string reason, DateTimeOffset now) => new()
    {
        Kind = Kind,
        Actor = actor,
        Reason = string.IsNullOrWhiteSpace(reason) ? null : reason.Trim(),
        Until = Snooze is { } span ? now + span : null,
    };
}
