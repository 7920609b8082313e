using System.Text.Json;
using Router.Acceptance.Driver;
using Router.Domain.Alerts;
using Router.Domain.Delivery;
using Router.Domain.Incidents;
using Router.Domain.Issues;
using Router.Domain.Routing;
using Router.Domain.Storage;

namespace Router.Chaos.Tests;

/// <summary>What a run left behind, written down step by step.</summary>
internal sealed class Run
{
    public const string Issue = "web|issue|1";
    public const string Incident = "abc-1";
    private static readonly DateTimeOffset At = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public List<JournalEntry> Journal { get; } = [];

    public List<IssueRow> Rows { get; } = [];

    public int Inbox { get; set; }

    public Dictionary<string, SentWebhook> Sent { get; } = [];

    public List<SinkCall> Calls { get; } = [];

    /// <summary>An issue that was triggered twice and resolved, with its incident's two notifications; everything is as it must be.</summary>
    public static Run Faultless()
    {
        var run = new Run();
        run.Answer("a", IngestReason.Triggered).Take("a", IngestReason.Triggered).Decide(1, NotificationType.Triggered).Deliver(1, "incident.triggered");
        run.Answer("b", IngestReason.Repeated).Take("b", IngestReason.Repeated);
        run.Answer("c", IngestReason.Resolved).Take("c", IngestReason.Resolved).Decide(2, NotificationType.Resolved).Deliver(2, "incident.resolved");
        run.Rows.Add(new(Issue, 2, IsOpen: false));
        return run;
    }

    /// <summary>The names of the checks that are violated.</summary>
    public IEnumerable<string> Violated() => Checks.Of(Evidence()).Where(check => check.Violations.Count > 0).Select(check => check.Check);

    public Evidence Evidence() => new() { Journal = Journal, Rows = Rows, Inbox = Inbox, Sent = Sent, Calls = Calls };

    /// <summary>A webhook was sent and answered so; one that resolves when its reason says so.</summary>
    public Run Answer(string key, IngestReason reason, int status = 202)
    {
        var text = JsonNamingPolicy.SnakeCaseLower.ConvertName($"{reason}");
        var outcome = JsonNamingPolicy.SnakeCaseLower.ConvertName($"{reason.Outcome()}");
        Sent[key] = new(reason != IngestReason.Resolved, status == 202 ? new(202, "1", outcome, text, "") : new(status, null, null, null, ""));
        return this;
    }

    /// <summary>Its issue took a webhook.</summary>
    public Run Take(string key, IngestReason reason)
    {
        var alert = new AlertEvent
        {
            Integration = "web",
            Issue = new(Issue),
            Kind = reason == IngestReason.Resolved ? AlertKind.Resolve : AlertKind.Trigger,
            Resource = "event_alert",
            Action = "triggered",
            Severity = Severity.Warning,
            OrderTime = At,
            ReceivedAt = At,
            IdempotencyKey = key,
        };
        var entry = new IssueJournalEntry { Input = IssueInput.Webhook(alert, new RouteDecision { ConfigVersion = 1, Destinations = [] }), Reason = reason };
        return Append(IssueStore.GrainType, Issue, JournalKind.Issue, JsonSerializer.SerializeToUtf8Bytes(entry, IssueJson.Default.IssueJournalEntry));
    }

    /// <summary>The incident decided to tell.</summary>
    public Run Decide(long sequence, NotificationType type)
    {
        var entry = new IncidentJournalEntry { IncidentId = Incident, Type = type, Sequence = sequence };
        return Append("incident", Incident, JournalKind.Incident, JsonSerializer.SerializeToUtf8Bytes(entry, IncidentJson.Default.IncidentJournalEntry));
    }

    /// <summary>The sink was called.</summary>
    public Run Deliver(long sequence, string type, string? id = null, string? title = null, bool isTaken = true)
    {
        var body = JsonSerializer.Serialize(new { data = new { incident = new { title = title ?? type, issues = new[] { new { key = Issue } } } } });
        Calls.Add(new(Calls.Count + 1, id ?? $"{Incident}-{sequence}-{Chaos.Evidence.Sink}", Incident, sequence, type, body, isTaken));
        return this;
    }

    private Run Append(string type, string id, JournalKind kind, byte[] data)
    {
        var key = new GrainKey(type, id);
        var previous = Journal.LastOrDefault(entry => entry.Key == key)?.Position ?? 0;
        Journal.Add(new(Journal.Count + 1, previous, key, kind, At, data));
        return this;
    }
}
