namespace Router.Domain.Alerts;

/// <summary>What an issue grain answers to a webhook, once it is durable.</summary>
/// <param name="Reason">Why; its outcome follows from it.</param>
/// <param name="Position">The journal position of its entry; 0 when nothing was written (ignored).</param>
[GenerateSerializer, Immutable, Alias("router.ingest-result")]
public readonly record struct IngestResult([property: Id(0)] IngestReason Reason, [property: Id(1)] long Position);
