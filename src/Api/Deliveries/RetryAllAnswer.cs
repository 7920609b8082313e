namespace Router.Api.Deliveries;

/// <summary>What was done to the dead letters of a sink.</summary>
/// <param name="Sink">The sink's id.</param>
/// <param name="Requeued">How many are in their queues again.</param>
/// <param name="Refused">How many stay dead letters, by reason.</param>
/// <param name="HasMore">There may be more: ask again.</param>
internal sealed record RetryAllAnswer(string Sink, int Requeued, IReadOnlyDictionary<string, int> Refused, bool HasMore);
