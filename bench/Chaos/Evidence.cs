using Router.Domain.Incidents;
using Router.Domain.Storage;

namespace Router.Chaos;

/// <summary>What a run left behind: in the store, at the sink, and at the sender.</summary>
public sealed record Evidence
{
    /// <summary>The id of the run's only sink.</summary>
    public const string Sink = "hook";

    /// <summary>The whole journal.</summary>
    public required IReadOnlyList<JournalEntry> Journal { get; init; }

    /// <summary>The rows of the issues.</summary>
    public required IReadOnlyList<IssueRow> Rows { get; init; }

    /// <summary>How many webhooks the inbox holds.</summary>
    public required int Inbox { get; init; }

    /// <summary>Every webhook sent, by its Idempotency-Key.</summary>
    public required IReadOnlyDictionary<string, SentWebhook> Sent { get; init; }

    /// <summary>The calls of the sink, in the order of their arrival.</summary>
    public required IReadOnlyList<SinkCall> Calls { get; init; }

    /// <summary>The webhook-ids of what was decided to be told.</summary>
    public IReadOnlyList<string> Decided =>
    [
        .. Journal.Where(e => e.Kind == JournalKind.Incident)
            .Select(e => StoredJson.Read<IncidentJournalEntry>(e.Data))
            .Where(e => e is { Type: not null, Sequence: not null })
            .Select(e => $"{e.IncidentId}-{e.Sequence}-{Sink}"),
    ];

    /// <summary>What was decided to be told, and never taken by the sink.</summary>
    public IReadOnlyList<string> Undelivered => [.. Decided.Except(Calls.Where(call => call.IsTaken).Select(call => call.Id))];

    /// <summary>What is still under way; null when nothing is.</summary>
    public string? UnderWay =>
        Inbox > 0 ? $"{Inbox} webhooks in the inbox"
        : Undelivered is { Count: > 0 } missing ? $"{missing.Count} notifications not delivered"
        : null;
}
