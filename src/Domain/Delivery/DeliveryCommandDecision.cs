namespace Router.Domain.Delivery;

/// <summary>What a command makes of a queue.</summary>
/// <param name="State">The next state; the same instance when nothing changed.</param>
/// <param name="Journal">What to record with it.</param>
/// <param name="Result">What to answer.</param>
public sealed record DeliveryCommandDecision(DeliveryState State, ImmutableArray<DeliveryJournalEntry> Journal, DeliveryCommandResult Result);
