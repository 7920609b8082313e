namespace Router.Chaos;

/// <summary>One call of the sink.</summary>
/// <param name="Order">Its place among all.</param>
/// <param name="Id">The webhook-id.</param>
/// <param name="Incident">The incident.</param>
/// <param name="Sequence">The notification's sequence.</param>
/// <param name="Type">Its type.</param>
/// <param name="Body">Its body.</param>
/// <param name="IsTaken">It was answered 204.</param>
public sealed record SinkCall(long Order, string Id, string Incident, long Sequence, string Type, string Body, bool IsTaken);
