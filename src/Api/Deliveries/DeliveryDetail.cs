namespace Router.Api.Deliveries;

/// <summary>One delivery: where it stands, and every attempt that the journal still holds, newest first.</summary>
/// <param name="Id">Its id.</param>
/// <param name="State">pending, retrying, dead_letter; of one that is over its last outcome: delivered, collapsed, dropped.</param>
/// <param name="Waiting">What waits or was given up; null when it is over.</param>
/// <param name="Attempts">The attempts.</param>
internal sealed record DeliveryDetail(string Id, string State, DeliveryItem? Waiting, IReadOnlyList<AttemptItem> Attempts);
