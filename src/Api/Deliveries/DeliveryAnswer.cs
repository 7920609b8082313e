namespace Router.Api.Deliveries;

/// <summary>What was done to a delivery.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Outcome">requeued, attempt_now, already_queued or dropped.</param>
internal sealed record DeliveryAnswer(string Id, string Outcome);
