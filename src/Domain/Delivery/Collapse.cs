namespace Router.Domain.Delivery;

/// <summary>
/// What is over before it was told: systems get everything in order; pagers get neither trigger nor end; people get one message that says both.
/// A pager that may have taken the trigger gets the end.
/// </summary>
internal static class Collapse
{
    /// <summary>Collapses from the head of the queue, as far as it goes.</summary>
    public static (DeliveryState State, ImmutableArray<DeliveryJournalEntry> Journal) Apply(DeliveryState state, SinkFamily family, string sinkId, DateTimeOffset now)
    {
        var journal = ImmutableArray<DeliveryJournalEntry>.Empty;
        while (family != SinkFamily.Feed && !state.Queue.IsEmpty && EndOf(state, state.Queue[0]) is { } end)
        {
            var told = state.Progress(end.IncidentId)?.Told ?? Told.No;
            var keepsEnd = family == SinkFamily.Chat || told == Told.Maybe;
            var dropped = state.Queue.Where(delivery => delivery.IncidentId == end.IncidentId
                && (delivery.Sequence < end.Sequence || (delivery.Sequence == end.Sequence && !keepsEnd))).ToList();
            var before = state;
            state = state with
            {
                Queue = [.. state.Queue.Except(dropped).Select(delivery => delivery == end && family == SinkFamily.Chat ? end with { IsCombined = true } : delivery)],
                Messages = state.Messages.RemoveRange(dropped.Select(delivery => delivery.MessageKey)),
                LastActivityAt = now,
            };
            journal = journal.AddRange(dropped.Select(delivery => DeliveryPolicy.Entry(before, delivery, sinkId) with { Outcome = DeliveryOutcome.Collapsed }));
        }

        return (state, journal);
    }

    /// <summary>The last end that waits for the head's incident, if the head would be the first that the receiver hears of it.</summary>
    private static QueuedDelivery? EndOf(DeliveryState state, QueuedDelivery head) =>
        head.Type is NotificationType.Resolved or NotificationType.Test || state.Progress(head.IncidentId)?.Told == Told.Yes
            ? null
            : state.Queue.LastOrDefault(delivery => delivery.IncidentId == head.IncidentId && delivery.Type == NotificationType.Resolved);
}
