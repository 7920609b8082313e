namespace Router.Domain.Delivery;

/// <summary>
/// What a receiver itself told us, because a person acted there: it isn't sent back. After a resolve nothing is sent that could open it again,
/// until the incident goes on.
/// </summary>
public static class ReceiverNews
{
    /// <summary>Remembers it, where the receiver knows the incident from us.</summary>
    /// <param name="state">The queue.</param>
    /// <param name="incidentId">The incident.</param>
    /// <param name="key">The key that the receiver knows it by: one that has been retired is no news.</param>
    /// <param name="type"><see cref="NotificationType.Acknowledged"/> or <see cref="NotificationType.Resolved"/>.</param>
    /// <param name="now">The time.</param>
    public static DeliveryState Hear(DeliveryState state, string incidentId, string key, NotificationType type, DateTimeOffset now) =>
        state.Progress(incidentId) is { } progress && progress.Told != Told.No && progress.Heard != type && key == (progress.PagerKey ?? incidentId)
            ? state.With(progress with { Heard = type }) with { LastActivityAt = now }
            : state;

    /// <summary>What was heard is over when the incident is told to begin, to begin again or to be worse.</summary>
    internal static NotificationType? AfterEnqueue(NotificationType? heard, NotificationType type) =>
        type is NotificationType.Triggered or NotificationType.Reopened or NotificationType.Escalated ? null : heard;

    /// <summary>Takes from the head of the queue what the receiver knows.</summary>
    internal static (DeliveryState State, ImmutableArray<DeliveryJournalEntry> Journal) Apply(DeliveryState state, string sinkId, DateTimeOffset now)
    {
        var journal = ImmutableArray<DeliveryJournalEntry>.Empty;
        while (state.Queue is [var head, ..] && state.Progress(head.IncidentId) is { Heard: { } heard } progress && IsKnown(heard, head.Type))
        {
            journal = journal.Add(DeliveryPolicy.Entry(state, head, sinkId) with { Outcome = DeliveryOutcome.Known });
            if (head.Type == NotificationType.Resolved)
                state = state.With(progress with { Told = Told.No });
            state = state with { Queue = state.Queue.RemoveAt(0), Messages = state.Messages.Remove(head.MessageKey), LastActivityAt = now };
        }

        return (state, journal);
    }

    private static bool IsKnown(NotificationType heard, NotificationType type) =>
        heard == NotificationType.Resolved
            ? type is NotificationType.Acknowledged or NotificationType.Updated or NotificationType.Resolved
            : type == NotificationType.Acknowledged;
}
