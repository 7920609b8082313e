using Router.Domain.Alerts;

namespace Router.Api.Sentry;

/// <summary>What a verified body turned out to be; one of the three nested records.</summary>
public abstract record DecodeResult
{
    private DecodeResult()
    {
    }

    /// <summary>An alert.</summary>
    /// <param name="Event">The alert in our own vocabulary.</param>
    public sealed record Decoded(AlertEvent Event) : DecodeResult;

    /// <summary>Valid, and nothing to do with it.</summary>
    /// <param name="Reason">Why: <see cref="IngestReason.ResourceNotHandled"/>, <see cref="IngestReason.ActionNotHandled"/> or <see cref="IngestReason.LifecycleOff"/>.</param>
    /// <param name="Resource">Sentry's resource, at most 64 printable characters.</param>
    /// <param name="Action">Sentry's action (for <c>activity_alert</c> the activity's type), likewise; null when it has none.</param>
    public sealed record Ignored(IngestReason Reason, string Resource, string? Action) : DecodeResult;

    /// <summary>Not what Sentry sends: answered 400.</summary>
    /// <param name="Field">The header or the dotted path in the body, such as <c>data.event.issue_id</c>; <c>body</c> for the body as a whole.</param>
    /// <param name="Problem">What is wrong with it, to be read after the field; holds nothing of the body.</param>
    public sealed record Malformed(string Field, string Problem) : DecodeResult
    {
        /// <inheritdoc/>
        public override string ToString() => $"{Field} {Problem}";
    }
}
