namespace Router.Domain.Delivery;

/// <summary>
/// Decides what a sink is sent next, and what an attempt's result means: in order, nothing overtakes the head.
/// Pure; results that belong to no head (a second record of the same attempt) change nothing.
/// </summary>
public static class DeliveryPolicy
{
    /// <summary>The most dead letters that are kept; the oldest go first.</summary>
    public const int MaxDeadLetters = 100;

    /// <summary>How many incidents are remembered after they ended at the sink, to know what was taken before.</summary>
    public const int MaxEndedIncidents = 8;

    /// <summary>How long after a due attempt the sweeper looks: the grain's own timer comes first.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>How long an idle queue with nothing open and nothing given up is remembered.</summary>
    public static readonly TimeSpan IdleMemory = TimeSpan.FromDays(7);

    /// <summary>How long an idle queue is remembered otherwise.</summary>
    public static readonly TimeSpan LongMemory = TimeSpan.FromDays(90);

    /// <summary>Takes notifications in, in order; skips those that were taken before.</summary>
    public static DeliveryState Enqueue(DeliveryState state, ImmutableArray<Notification> notifications, DateTimeOffset now)
    {
        foreach (var notification in notifications)
        {
            var progress = state.Progress(notification.IncidentId) ?? new() { IncidentId = notification.IncidentId, Sequence = 0 };
            if (notification.Sequence <= progress.Sequence)
                continue;
            var end = notification.Type == NotificationType.Resolved ? notification.Sequence : progress.EndSequence;
            var heard = ReceiverNews.AfterEnqueue(progress.Heard, notification.Type);
            state = Trim(state.With(progress with { Sequence = notification.Sequence, EndSequence = end, Heard = heard })) with
            {
                Queue = state.Queue.Add(new()
                {
                    IncidentId = notification.IncidentId,
                    Sequence = notification.Sequence,
                    Type = notification.Type,
                    EnqueuedAt = now,
                    NextAttemptAt = now,
                }),
                Messages = state.Messages.Add(DeliveryState.MessageKey(notification.IncidentId, notification.Sequence), notification),
                LastActivityAt = now,
            };
        }

        return state;
    }

    /// <summary>What to do next. Not to be asked while an attempt is being made.</summary>
    /// <param name="state">The queue.</param>
    /// <param name="gate">What the sink allows.</param>
    /// <param name="now">The time.</param>
    /// <param name="chance">0 to 1, for jitter.</param>
    public static DeliveryDecision Next(DeliveryState state, DeliveryGate gate, DateTimeOffset now, double chance)
    {
        if (state.Queue.IsEmpty)
            return Resending.Next(state, gate, now);
        var given = ImmutableArray<DeliveryJournalEntry>.Empty;
        if (gate.IsRemoved || gate.Family is null)
            (state, given) = DeadLetters.GiveUpRemoved(Recover(state), gate, now);
        if (state.Queue.IsEmpty || gate.Family is not { } family)
            return new(state, given);
        if (gate.IsDisabled)
        {
            var disabled = DeadLetters.GiveUpAll(state, gate.SinkId, FailureReason.SinkDisabled, now);
            return disabled with { Journal = given.AddRange(disabled.Journal) };
        }

        var (news, known) = ReceiverNews.Apply(Recover(state), gate.SinkId, now);
        var (settled, collapsed) = Collapse.Apply(news, family, gate.SinkId, now);
        var journal = given.AddRange(known).AddRange(collapsed);
        if (settled.Queue.IsEmpty)
            return Resending.Next(settled, gate, now) with { Journal = journal };
        var head = settled.Queue[0];
        var at = gate.PausedUntil is { } until && until > now && until > head.NextAttemptAt
            ? now + RetrySchedule.Lengthen(until - now, chance)
            : head.NextAttemptAt;
        return at > now
            ? new(at == head.NextAttemptAt ? settled : WithHead(settled, head with { NextAttemptAt = at }), journal, WaitUntil: at)
            : Begin(settled, head, family, journal);
    }

    /// <summary>Records an attempt's result.</summary>
    /// <param name="state">The queue.</param>
    /// <param name="sinkId">The sink's id.</param>
    /// <param name="attempt">The attempt.</param>
    /// <param name="result">What became of it.</param>
    /// <param name="duration">How long it took.</param>
    /// <param name="now">The time.</param>
    /// <param name="chance">0 to 1, for jitter.</param>
    /// <param name="resendEvery">How often what goes on is said again; null is never.</param>
    public static DeliveryDecision Record(
        DeliveryState state, string sinkId, DeliveryAttempt attempt, SinkResult result, TimeSpan duration, DateTimeOffset now, double chance, TimeSpan? resendEvery = null)
    {
        var notification = attempt.Notification;
        if (attempt.IsResend)
            return new(Resending.Record(state, notification, result, resendEvery, now), []);
        if (state.Queue.IsEmpty || state.Queue[0] is var head && (head.IncidentId != notification.IncidentId || head.Sequence != notification.Sequence))
            return new(state, []);

        head = state.Queue[0] with { Attempts = attempt.Number, IsUnderWay = false };
        var entry = Entry(state, head, sinkId) with
        {
            Reason = result.Reason,
            StatusCode = result.StatusCode,
            Detail = result.Detail,
            DurationMs = (long)duration.TotalMilliseconds,
        };
        state = Learn(state, notification, result) with { LastActivityAt = now };
        if (result.Verdict == SinkVerdict.Delivered)
            return new(Dequeue(Resending.Delivered(state, notification, resendEvery, now), head), [entry with { Outcome = DeliveryOutcome.Delivered }]);
        if (result.Verdict != SinkVerdict.Retry)
            return DeadLetters.GiveUp(WithHead(state, head), entry, result.Reason ?? FailureReason.Rejected, now);
        if (now - head.EnqueuedAt >= RetrySchedule.GiveUpAfter)
            return DeadLetters.GiveUp(WithHead(state, head), entry, FailureReason.Exhausted, now);

        var next = now + RetrySchedule.Wait(head.Attempts, result.RetryAfter, chance);
        return new(WithHead(state, Failed(head, result) with { NextAttemptAt = next }), [entry with { Outcome = DeliveryOutcome.Retrying, NextAttemptAt = next }]);
    }

    /// <summary>When the sweeper must wake the queue: for its head, else to forget it.</summary>
    public static DateTimeOffset DueAt(DeliveryState state) =>
        !state.Queue.IsEmpty ? state.Queue[0].NextAttemptAt + Patience
        : Resending.NextAt(state) is { } at ? at + Patience
        : state.LastActivityAt + Memory(state);

    /// <summary>True when an idle queue has been remembered for long enough.</summary>
    public static bool IsForgotten(DeliveryState state, DateTimeOffset now) =>
        state.Queue.IsEmpty && state.LastActivityAt != default && Resending.NextAt(state) is null && now >= state.LastActivityAt + Memory(state);

    internal static DeliveryJournalEntry Entry(DeliveryState state, QueuedDelivery delivery, string sinkId) =>
        Entry(state, new(delivery.IncidentId, delivery.Sequence, sinkId), delivery.Type, delivery.Attempts);

    internal static DeliveryJournalEntry Entry(DeliveryState state, DeadLetter letter, string sinkId) =>
        Entry(state, new(letter.IncidentId, letter.Sequence, sinkId), letter.Type, letter.Attempts);

    private static DeliveryJournalEntry Entry(DeliveryState state, DeliveryId id, NotificationType type, int attempts)
    {
        var notification = state.Messages.GetValueOrDefault(DeliveryState.MessageKey(id.IncidentId, id.Sequence));
        var issue = notification?.Issues is [var newest, ..] ? newest : null;
        return new()
        {
            DeliveryId = id.ToString(),
            IncidentId = id.IncidentId,
            Sequence = id.Sequence,
            Sink = id.Sink,
            Type = type,
            Attempt = attempts,
            Outcome = DeliveryOutcome.Retrying,
            Channel = notification?.Channel,
            Severity = notification?.Severity,
            Project = issue?.Project,
            Integration = issue?.Key.Integration,
        };
    }

    private static QueuedDelivery Failed(QueuedDelivery head, SinkResult result) =>
        head with { LastReason = result.Reason, LastStatusCode = result.StatusCode, LastDetail = result.Detail };

    private static TimeSpan Memory(DeliveryState state) =>
        state.DeadLetters.IsEmpty && state.Incidents.All(incident => incident.Told == Told.No) ? IdleMemory : LongMemory;

    /// <summary>An attempt that was under way and has no result ended with its process: the pager may have taken it.</summary>
    private static DeliveryState Recover(DeliveryState state)
    {
        var head = state.Queue[0];
        if (!head.IsUnderWay)
            return state;
        var progress = state.Progress(head.IncidentId)!;
        return WithHead(state.With(progress with { Told = Told.Maybe }), head with { IsUnderWay = false });
    }

    /// <summary>For a pager that knows nothing yet, that the attempt begins is made durable first: a crash must not let the trigger be forgotten.</summary>
    private static DeliveryDecision Begin(DeliveryState state, QueuedDelivery head, SinkFamily family, ImmutableArray<DeliveryJournalEntry> journal)
    {
        var progress = state.Progress(head.IncidentId)!;
        var notification = state.Messages[head.MessageKey] with { IsCombined = head.IsCombined, Handle = progress.Handle };
        if (family != SinkFamily.Pager)
            return new(state, journal, new(head.Attempts + 1, notification));
        var begun = progress.Told == Told.No && head.Type is not (NotificationType.Resolved or NotificationType.Test)
            ? WithHead(state, head with { IsUnderWay = true })
            : state;
        return new(begun, journal, new(head.Attempts + 1, PagerKeys.Stamp(notification, progress)));
    }

    private static DeliveryState Learn(DeliveryState state, Notification notification, SinkResult result)
    {
        state = WithHandle(state, notification.IncidentId, result);
        var progress = state.Progress(notification.IncidentId)!;
        if (notification.Type == NotificationType.Test)
            return state;
        if (result.Verdict == SinkVerdict.Delivered)
            return state.With(progress with { Told = notification.Type == NotificationType.Resolved ? Told.No : Told.Yes, PagerKey = notification.PagerKey });
        return result.MayHaveArrived && progress.Told == Told.No && notification.Type != NotificationType.Resolved
            ? state.With(progress with { Told = Told.Maybe })
            : state;
    }

    internal static DeliveryState WithHandle(DeliveryState state, string incidentId, SinkResult result) =>
        result.Handle is { } handle && state.Progress(incidentId) is { } progress ? state.With(progress with { Handle = handle }) : state;

    private static DeliveryState WithHead(DeliveryState state, QueuedDelivery head) => state with { Queue = state.Queue.SetItem(0, head) };

    private static DeliveryState Dequeue(DeliveryState state, QueuedDelivery head) =>
        state with { Queue = state.Queue.RemoveAt(0), Messages = Resending.Keeps(state, head) ? state.Messages : state.Messages.Remove(head.MessageKey) };

    private static bool IsHeld(DeliveryState state, string incidentId) =>
        state.Queue.Any(delivery => delivery.IncidentId == incidentId) || state.DeadLetters.Any(letter => letter.IncidentId == incidentId);

    /// <summary>Forgets the incidents that ended longest ago.</summary>
    private static DeliveryState Trim(DeliveryState state)
    {
        if (state.Incidents.Length <= MaxEndedIncidents + 1)
            return state;
        var kept = state.Incidents[^(MaxEndedIncidents + 1)..].ToHashSet();
        return state with
        {
            Incidents = state.Incidents.RemoveAll(incident =>
                !kept.Contains(incident) && incident.Told == Told.No && incident.ResendAt is null && !IsHeld(state, incident.IncidentId)),
        };
    }
}
