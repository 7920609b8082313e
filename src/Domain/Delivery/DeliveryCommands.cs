namespace Router.Domain.Delivery;

/// <summary>
/// Decides what a person's command makes of a queue. Pure. A dead letter that is retried goes to the end: nothing overtakes the head, so it may come
/// late at the receiver, with its constant id, and with 24 hours of attempts before it anew.
/// </summary>
public static class DeliveryCommands
{
    /// <summary>How many idempotency keys a queue remembers, the newest.</summary>
    public const int MaxDone = 16;

    /// <summary>Decides.</summary>
    /// <param name="state">The queue.</param>
    /// <param name="gate">What the sink allows.</param>
    /// <param name="command">What is asked.</param>
    /// <param name="now">The time.</param>
    public static DeliveryCommandDecision Decide(DeliveryState state, DeliveryGate gate, DeliveryCommand command, DateTimeOffset now)
    {
        if (command.IdempotencyKey is { } key && state.Done.FirstOrDefault(done => done.Key == key) is { } earlier)
        {
            var isSame = earlier.Verb == command.Verb && earlier.IncidentId == command.IncidentId && earlier.Sequence == command.Sequence;
            return new(state, [], isSame ? earlier.Result : new(DeliveryCommandReason.KeyReused));
        }

        var decision = command is { IncidentId: null, Verb: DeliveryVerb.Retry } ? RetryAll(state, gate, now) : One(state, gate, command, now);
        if (ReferenceEquals(decision.State, state))
            return decision;
        var next = decision.State with { LastActivityAt = now };
        return decision with
        {
            State = command.IdempotencyKey is null ? next : next with { Done = Remember(next.Done, command, decision.Result) },
            Journal = [.. decision.Journal.Select(entry => entry with { Actor = command.Actor, Why = command.Reason })],
        };
    }

    private static DeliveryCommandDecision One(DeliveryState state, DeliveryGate gate, DeliveryCommand command, DateTimeOffset now)
    {
        var letter = state.DeadLetters.FirstOrDefault(l => l.IncidentId == command.IncidentId && l.Sequence == command.Sequence);
        var queued = state.Queue.FirstOrDefault(q => q.IncidentId == command.IncidentId && q.Sequence == command.Sequence);
        return (command.Verb, letter, queued) switch
        {
            (DeliveryVerb.Retry, { } dead, _) => Retry(state, gate, dead, now),
            (DeliveryVerb.Retry, _, { } waiting) => Hurry(state, gate, waiting, now),
            (DeliveryVerb.Drop, { } dead, _) => Drop(state, gate, dead),
            (DeliveryVerb.Drop, _, { } waiting) => Drop(state, gate, waiting),
            _ => Refuse(state, DeliveryCommandReason.NotFound),
        };
    }

    private static DeliveryCommandDecision RetryAll(DeliveryState state, DeliveryGate gate, DateTimeOffset now)
    {
        var journal = ImmutableArray.CreateBuilder<DeliveryJournalEntry>();
        DeliveryCommandReason? refusal = null;
        var refused = 0;
        foreach (var letter in state.DeadLetters)
        {
            var decision = Retry(state, gate, letter, now);
            state = decision.State;
            journal.AddRange(decision.Journal);
            if (!decision.Result.IsRefused)
                continue;
            refusal ??= decision.Result.Reason;
            refused++;
        }

        var reason = journal.Count > 0 ? DeliveryCommandReason.Requeued : refusal ?? DeliveryCommandReason.NotFound;
        return new(state, journal.ToImmutable(), new(reason, journal.Count, refused));
    }

    private static DeliveryCommandDecision Retry(DeliveryState state, DeliveryGate gate, DeadLetter letter, DateTimeOffset now)
    {
        if (Closed(gate) is { } closed)
            return Refuse(state, closed);
        var progress = state.Progress(letter.IncidentId) ?? new() { IncidentId = letter.IncidentId, Sequence = letter.Sequence };
        if (gate.Family == SinkFamily.Pager && letter.Type is not (NotificationType.Resolved or NotificationType.Test) && progress.EndSequence > letter.Sequence)
            return Refuse(state, DeliveryCommandReason.IncidentEnded);

        var queued = new QueuedDelivery
        {
            IncidentId = letter.IncidentId,
            Sequence = letter.Sequence,
            Type = letter.Type,
            EnqueuedAt = now,
            NextAttemptAt = now,
            LastReason = letter.Reason,
            LastStatusCode = letter.StatusCode,
            LastDetail = letter.Detail,
        };
        var entry = DeliveryPolicy.Entry(state, queued, gate.SinkId) with { Outcome = DeliveryOutcome.Requeued, Attempt = letter.Attempts, NextAttemptAt = now };
        state = state.With(progress) with { Queue = state.Queue.Add(queued), DeadLetters = state.DeadLetters.Remove(letter) };
        return new(state, [entry], new(DeliveryCommandReason.Requeued, 1));
    }

    /// <summary>A head that waits for its next attempt is attempted now; what stands behind it waits for its turn.</summary>
    private static DeliveryCommandDecision Hurry(DeliveryState state, DeliveryGate gate, QueuedDelivery waiting, DateTimeOffset now)
    {
        if (Closed(gate) is { } closed)
            return Refuse(state, closed);
        if (waiting != state.Queue[0] || waiting.NextAttemptAt <= now)
            return new(state, [], new(DeliveryCommandReason.AlreadyQueued));
        var entry = DeliveryPolicy.Entry(state, waiting, gate.SinkId) with { Outcome = DeliveryOutcome.Requeued, NextAttemptAt = now };
        return new(state with { Queue = state.Queue.SetItem(0, waiting with { NextAttemptAt = now }) }, [entry], new(DeliveryCommandReason.AttemptNow, 1));
    }

    private static DeliveryCommandDecision Drop(DeliveryState state, DeliveryGate gate, DeadLetter letter)
    {
        var entry = DeliveryPolicy.Entry(state, letter, gate.SinkId) with { Outcome = DeliveryOutcome.Dropped };
        var next = state with { DeadLetters = state.DeadLetters.Remove(letter), Messages = state.Messages.Remove(letter.MessageKey) };
        return new(next, [entry], new(DeliveryCommandReason.Dropped, 1));
    }

    /// <summary>The result of an attempt that is being made belongs to no head any more; the pager may have taken it.</summary>
    private static DeliveryCommandDecision Drop(DeliveryState state, DeliveryGate gate, QueuedDelivery waiting)
    {
        var entry = DeliveryPolicy.Entry(state, waiting, gate.SinkId) with { Outcome = DeliveryOutcome.Dropped };
        var progress = state.Progress(waiting.IncidentId)!;
        var next = waiting.IsUnderWay ? state.With(progress with { Told = Told.Maybe }) : state;
        next = next with { Queue = state.Queue.Remove(waiting), Messages = state.Messages.Remove(waiting.MessageKey) };
        return new(next, [entry], new(DeliveryCommandReason.Dropped, 1));
    }

    private static DeliveryCommandReason? Closed(DeliveryGate gate) =>
        gate.Family is null ? DeliveryCommandReason.SinkRemoved
        : gate.IsDisabled ? DeliveryCommandReason.SinkDisabled
        : null;

    private static DeliveryCommandDecision Refuse(DeliveryState state, DeliveryCommandReason reason) => new(state, [], new(reason, 0, 1));

    private static ImmutableArray<DoneCommand> Remember(ImmutableArray<DoneCommand> done, DeliveryCommand command, DeliveryCommandResult result)
    {
        var kept = done.Length < MaxDone ? done : done[^(MaxDone - 1)..];
        return kept.Add(new(command.IdempotencyKey!, command.Verb, command.IncidentId, command.Sequence, result));
    }
}
