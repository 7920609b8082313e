namespace Router.Domain.Delivery;

/// <summary>What to commit, and then to do.</summary>
/// <param name="State">The next state; the same instance when nothing changed.</param>
/// <param name="Journal">What to record with it.</param>
/// <param name="Attempt">The attempt to make once that is durable, if any.</param>
/// <param name="WaitUntil">When to look again, if there is nothing to attempt yet.</param>
public sealed record DeliveryDecision(
    DeliveryState State, ImmutableArray<DeliveryJournalEntry> Journal, DeliveryAttempt? Attempt = null, DateTimeOffset? WaitUntil = null);
