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
