namespace Router.Domain.Delivery;

/// <summary>
/// Says again, at a sink's pace, what was delivered last of each incident: for receivers that forget what they don't hear again.
/// Only while nothing waits; leaves no trace in the journal.
/// </summary>
internal static class Resending
{
    /// <summary>How long the end is said again, for a receiver that was away.</summary>
    public static readonly TimeSpan AfterEnd = TimeSpan.FromMinutes(5);

    /// <summary>When the next is due; null is never.</summary>
    public static DateTimeOffset? NextAt(DeliveryState state) => state.Incidents.Min(incident => incident.ResendAt);

    /// <summary>Remembers what was delivered, in place of what was said before.</summary>
    public static DeliveryState Delivered(DeliveryState state, Notification notification, TimeSpan? every, DateTimeOffset now)
    {
        var progress = state.Progress(notification.IncidentId)!;
        if (every is null || notification.Type == NotificationType.Test || notification.Sequence < progress.ResendSequence)
            return state;
        return Forget(state, progress).With(progress with
        {
            ResendAt = now + every,
            ResendSequence = notification.Sequence,
            ResendUntil = notification.Type == NotificationType.Resolved ? now + AfterEnd : null,
        });
    }

    /// <summary>The text of a delivery is needed still.</summary>
    public static bool Keeps(DeliveryState state, QueuedDelivery delivery) =>
        state.Progress(delivery.IncidentId) is { ResendAt: not null } progress && progress.ResendSequence == delivery.Sequence;

    /// <summary>What to say again now, or when to look again.</summary>
    public static DeliveryDecision Next(DeliveryState state, DeliveryGate gate, DateTimeOffset now)
    {
        if (state.Incidents.Where(i => i.ResendAt is not null).MinBy(i => i.ResendAt) is not { } due)
            return new(state, []);
        if (gate.IsRemoved || gate.Family is null || gate.ResendEvery is not { } every)
            return new(state.Incidents.Where(i => i.ResendAt is not null).Aggregate(state, Forget), []);
        var at = gate.IsDisabled && due.ResendAt <= now ? now + every
            : gate.PausedUntil > due.ResendAt ? gate.PausedUntil.Value
            : due.ResendAt!.Value;
        if (at > now)
            return new(at == due.ResendAt ? state : state.With(due with { ResendAt = at }), [], WaitUntil: at);
        if (!state.Messages.TryGetValue(DeliveryState.MessageKey(due.IncidentId, due.ResendSequence), out var notification))
            return Next(Forget(state, due), gate, now);
        return new(state, [], new(1, notification with { PagerKey = due.PagerKey, Handle = due.Handle }, IsResend: true));
    }

    /// <summary>Whatever came of it, the next is due after the same time; what has ended is said again for a while only.</summary>
    public static DeliveryState Record(DeliveryState state, Notification notification, SinkResult result, TimeSpan? every, DateTimeOffset now)
    {
        state = DeliveryPolicy.WithHandle(state, notification.IncidentId, result) with { LastActivityAt = now };
        if (state.Progress(notification.IncidentId) is not { ResendAt: not null } progress || progress.ResendSequence != notification.Sequence)
            return state;
        var next = now + (every ?? TimeSpan.Zero);
        return every is null || next > progress.ResendUntil ? Forget(state, progress) : state.With(progress with { ResendAt = next });
    }

    private static DeliveryState Forget(DeliveryState state, IncidentProgress progress) => progress.ResendAt is null ? state
        : state.With(progress with { ResendAt = null, ResendUntil = null }) with
        {
            Messages = state.Messages.Remove(DeliveryState.MessageKey(progress.IncidentId, progress.ResendSequence)),
        };
}
