using Router.Domain.Actions;
using Router.Domain.Delivery;

namespace Router.Domain.TwoWay;

/// <summary>Decides when a change is tried, and what follows from a try. Pure. The newest change of an issue is the only one that is made.</summary>
public static class SentryChangePolicy
{
    /// <summary>How long a done change is remembered, so that the same one again does nothing.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromHours(1);

    private const int BadRequest = 400;

    /// <summary>Takes a change; one that is known, or older, changes nothing.</summary>
    public static SentryChangeState Enqueue(SentryChangeState state, SentryChange change, DateTimeOffset now) => change.Id <= state.LastId
        ? state
        : new() { Change = change, LastId = change.Id, EnqueuedAt = now, NextAttemptAt = now, LastActivityAt = now };

    /// <summary>When the grain must be woken; null is never.</summary>
    public static DateTimeOffset? DueAt(SentryChangeState state) =>
        state.Change is not null ? state.NextAttemptAt : state.LastActivityAt == default ? null : state.LastActivityAt + Memory;

    /// <summary>Nothing is left to do, and nothing to remember.</summary>
    public static bool IsForgotten(SentryChangeState state, DateTimeOffset now) =>
        state.Change is null && (state.LastActivityAt == default || now >= state.LastActivityAt + Memory);

    /// <summary>A snooze that is over by now has nothing to say any more.</summary>
    public static bool IsOver(SentryChange change, DateTimeOffset now) => change.Kind == ActionKind.Snooze && change.Until <= now;

    /// <summary>The change will not be made.</summary>
    public static SentryChangeState Drop(SentryChangeState state, DateTimeOffset now) =>
        state with { Change = null, LastActivityAt = now };

    /// <summary>What follows from a try. A refused token or address is tried again like an outage: the config may be mended.</summary>
    /// <param name="state">The state, which may hold a newer change by now.</param>
    /// <param name="attempted">The change that was tried.</param>
    /// <param name="result">What Sentry said.</param>
    /// <param name="now">This router's time.</param>
    /// <param name="chance">0 to 1, for the jitter.</param>
    public static (SentryChangeState State, SentryChangeOutcome Outcome) Record(SentryChangeState state, SentryChange attempted, SinkResult result, DateTimeOffset now, double chance)
    {
        if (state.Change?.Id != attempted.Id)
            return (state, SentryChangeOutcome.Superseded);
        if (result.Verdict == SinkVerdict.Delivered)
            return (Drop(state, now), SentryChangeOutcome.Made);
        if (attempted.Kind == ActionKind.Acknowledge && result.StatusCode == BadRequest && !state.IsUnassignable)
            return (state with { IsUnassignable = true, NextAttemptAt = now, LastActivityAt = now }, SentryChangeOutcome.Retried);
        if (result.Verdict != SinkVerdict.Retry && result.Reason is not (FailureReason.Unauthorized or FailureReason.PrivateAddress))
            return (Drop(state, now), SentryChangeOutcome.GivenUp);
        if (now - state.EnqueuedAt >= RetrySchedule.GiveUpAfter)
            return (Drop(state, now), SentryChangeOutcome.GivenUp);
        var wait = RetrySchedule.Wait(state.Attempts + 1, result.RetryAfter, chance);
        return (state with { Attempts = state.Attempts + 1, NextAttemptAt = now + wait, LastActivityAt = now }, SentryChangeOutcome.Retried);
    }
}
