namespace Router.Api.Receipts;

/// <summary>The trace of one webhook, in the order in which it was decided.</summary>
/// <param name="Id">Its id.</param>
/// <param name="At">When it was decided.</param>
/// <param name="Outcome">accepted, duplicate or ignored.</param>
/// <param name="Reason">Why, snake_case.</param>
/// <param name="Received">How it came, and what proved that it is Sentry's.</param>
/// <param name="Event">What it said.</param>
/// <param name="Dedup">Whether it had come before.</param>
/// <param name="Config">The config that decided.</param>
/// <param name="Routing">Where it was to go.</param>
/// <param name="Lifecycle">What it made of its issue.</param>
/// <param name="Incidents">What it made of the incidents: noise decisions, notifications, deliveries.</param>
/// <param name="Gaps">What can't be said any more, and why; for people.</param>
internal sealed record Receipt(
    string Id,
    DateTime At,
    string Outcome,
    string Reason,
    ReceivedStep Received,
    EventStep Event,
    DedupStep Dedup,
    ConfigStep Config,
    RoutingStep Routing,
    LifecycleStep Lifecycle,
    IReadOnlyList<IncidentStep> Incidents,
    IReadOnlyList<string> Gaps);
