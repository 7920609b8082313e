namespace Router.Domain.Delivery;

/// <summary>Gives deliveries up, and keeps the last of them.</summary>
internal static class DeadLetters
{
    /// <summary>Gives the head up.</summary>
    /// <param name="state">The queue.</param>
    /// <param name="entry">What is known of it.</param>
    /// <param name="reason">Why it is given up.</param>
    /// <param name="now">The time.</param>
    public static DeliveryDecision GiveUp(DeliveryState state, DeliveryJournalEntry entry, FailureReason reason, DateTimeOffset now)
    {
        var head = state.Queue[0];
        state = state with
        {
            Queue = state.Queue.RemoveAt(0),
            DeadLetters = state.DeadLetters.Add(new()
            {
                IncidentId = head.IncidentId,
                Sequence = head.Sequence,
                Type = head.Type,
                Reason = reason,
                StatusCode = entry.StatusCode,
                Detail = entry.Detail,
                Attempts = head.Attempts,
                At = now,
            }),
            LastActivityAt = now,
        };
        return new(Trim(state), [entry with { Outcome = DeliveryOutcome.DeadLettered, Reason = reason }]);
    }

    /// <summary>Gives up what a sink that is no longer in the config is not sent: everything but the end of what it was told, and that too without its settings.</summary>
    public static (DeliveryState State, ImmutableArray<DeliveryJournalEntry> Journal) GiveUpRemoved(DeliveryState state, DeliveryGate gate, DateTimeOffset now)
    {
        var before = state;
        var journal = ImmutableArray.CreateBuilder<DeliveryJournalEntry>();
        var kept = ImmutableArray.CreateBuilder<QueuedDelivery>();
        while (!state.Queue.IsEmpty)
        {
            var head = state.Queue[0];
            var isEnd = head.Type == NotificationType.Resolved && state.Progress(head.IncidentId)?.Told is Told.Yes or Told.Maybe;
            if (isEnd && gate.Family is not null)
            {
                kept.Add(head);
                state = state with { Queue = state.Queue.RemoveAt(0) };
                continue;
            }

            var lost = isEnd && gate.Problem is not null;
            var entry = DeliveryPolicy.Entry(state, head, gate.SinkId) with { Detail = lost ? gate.Problem : null };
            var decision = GiveUp(state, entry, lost ? FailureReason.SinkSettingsLost : FailureReason.SinkRemoved, now);
            journal.AddRange(decision.Journal);
            state = decision.State;
        }

        return (journal.Count == 0 ? before : state with { Queue = kept.ToImmutable() }, journal.ToImmutable());
    }

    /// <summary>Gives the whole queue up.</summary>
    public static DeliveryDecision GiveUpAll(DeliveryState state, string sinkId, FailureReason reason, DateTimeOffset now)
    {
        var journal = ImmutableArray.CreateBuilder<DeliveryJournalEntry>(state.Queue.Length);
        while (!state.Queue.IsEmpty)
        {
            var decision = GiveUp(state, DeliveryPolicy.Entry(state, state.Queue[0], sinkId), reason, now);
            journal.AddRange(decision.Journal);
            state = decision.State;
        }

        return new(state, journal.ToImmutable());
    }

    private static DeliveryState Trim(DeliveryState state)
    {
        if (state.DeadLetters.Length <= DeliveryPolicy.MaxDeadLetters)
            return state;
        var oldest = state.DeadLetters[0];
        return state with { DeadLetters = state.DeadLetters.RemoveAt(0), Messages = state.Messages.Remove(oldest.MessageKey) };
    }
}
