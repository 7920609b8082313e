namespace Router.Domain.Delivery;

/// <summary>A command with an Idempotency-Key that was carried out, and what it was answered.</summary>
/// <param name="Key">The key.</param>
/// <param name="Verb">What was asked.</param>
/// <param name="IncidentId">Of which incident; null is all.</param>
/// <param name="Sequence">Of which sequence.</param>
/// <param name="Result">The answer.</param>
public sealed record DoneCommand(string Key, DeliveryVerb Verb, string? IncidentId, long Sequence, DeliveryCommandResult Result);
