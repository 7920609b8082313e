namespace Router.Api.Deliveries;

/// <summary>What queues in trouble hold.</summary>
/// <param name="Waiting">Deliveries that wait behind a failed attempt or a pause, in queues without dead letters.</param>
/// <param name="DeadLetters">Deliveries that were given up.</param>
/// <param name="IsCut">There are more than were counted.</param>
internal readonly record struct QueueCounts(long Waiting, long DeadLetters, bool IsCut = false);
