namespace Router.Domain.Alerts;

/// <summary>What follows from an <see cref="IngestReason"/>.</summary>
public static class IngestReasons
{
    /// <summary>The outcome that the reason belongs to.</summary>
    public static IngestOutcome Outcome(this IngestReason reason) => reason switch
    {
        <= IngestReason.Test or IngestReason.Queued => IngestOutcome.Accepted,
        IngestReason.SameDelivery or IngestReason.SameEventAndRule => IngestOutcome.Duplicate,
        _ => IngestOutcome.Ignored,
    };
}
