using System.Collections.Immutable;
using Router.Domain.Actions;
using Router.Domain.Alerts;
using Router.Domain.Configuration;
using Router.Domain.Delivery;
using Router.Domain.Incidents;
using Router.Domain.Issues;
using Router.Domain.Routing;
using Router.Domain.Storage;

namespace Router.Api.Tests.Management;

/// <summary>Stores issues and their incidents as the grains would: the same policies, without grains. Every step is a second.</summary>
internal sealed class StoredAlerts(IGrainStateStorage store)
{
    private static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private readonly RouteTable _table = new(
        new()
        {
            Integrations = [new() { Id = "web", Name = "Web team", Key = FakeConfig.Key, ClientSecrets = ["old"], Channel = "web" }],
            Channels = [new() { Id = "web", Name = "Web", Sinks = ["hook"] }],
            Sinks = [new WebhookSinkConfig { Id = "hook", Url = new("https://ops.example/hook"), Events = [.. Enum.GetValues<NotificationType>()], Tests = true }],
        },
        version: 7);

    private readonly Dictionary<string, (IssueState State, long Version)> _issues = [];
    private readonly Dictionary<string, (IncidentState State, ImmutableDictionary<string, IncidentMember> Members, long Version)> _incidents = [];
    private readonly Dictionary<string, long> _records = [];
    private DateTimeOffset _now = Start;

    /// <summary>The id of the newest incident of an issue.</summary>
    public string IncidentId(string issue = "1")
    {
        var key = _table.Route(Alert(AlertKind.Trigger, issue)).Destinations[0].Incident.Value;
        return $"{key}-{_incidents[key].State.Newest()!.Number}";
    }

    public Task TriggerAsync(string issue = "1", string title = "It broke") => TakeAsync(issue, AlertKind.Trigger, title);

    public Task ResolveAsync(string issue = "1") => TakeAsync(issue, AlertKind.Resolve);

    public Task ActAsync(PersonAction action, string issue = "1") => CommitAsync(IssueKey.Issue("web", issue).Value, IssueInput.Act(action));

    public void Wait(TimeSpan time) => _now += time;

    private Task TakeAsync(string issue, AlertKind kind, string title = "It broke")
    {
        var alert = Alert(kind, issue) with { Title = title };
        return CommitAsync(alert.Issue.Value, IssueInput.Webhook(alert, _table.Route(alert)));
    }

    private async Task CommitAsync(string key, IssueInput input)
    {
        var (state, version) = _issues.GetValueOrDefault(key, (new(), 0));
        var decision = IssuePolicy.Decide(state, input, _now);
        var next = IssuePolicy.HandedOver(decision.State, decision.State.LastReport);
        var journal = IssueStore.Journal(state, input, decision, _now);
        await store.CommitAsync(new() { Key = new(IssueStore.GrainType, key), ExpectedVersion = version, Snapshot = () => IssueStore.Snapshot(next), Journal = [journal] });
        _issues[key] = (next, version + 1);
        foreach (var report in decision.State.Outbox)
            await ReportAsync(report);
        _now += TimeSpan.FromSeconds(1);
    }

    private async Task ReportAsync(IssueReport report)
    {
        var key = report.Destination.Incident;
        var (state, members, version) = _incidents.GetValueOrDefault(key.Value, (new(), ImmutableDictionary<string, IncidentMember>.Empty, 0));
        var decision = IncidentPolicy.Decide(state, report, new(key, members, ChannelRules.Of(_table, state, "web"), _table, _now));
        var next = IncidentPolicy.Recorded(IncidentPolicy.HandedOver(decision.State, decision.State.Outbox), decision.State.Records);
        await store.CommitAsync(new()
        {
            Key = new(IncidentStore.GrainType, key.Value),
            ExpectedVersion = version,
            Snapshot = () => IncidentStore.Snapshot(next),
            Journal = [.. decision.Journal.Select(entry => IncidentStore.Journal(entry, _now))],
            Parts = [.. decision.Members.Select(member => IncidentStore.Member(member.Key, member.Value))],
        });
        _incidents[key.Value] = (next, members.SetItems(decision.Members), version + 1);
        foreach (var record in decision.State.Records)
        {
            var written = _records.GetValueOrDefault(record.Id);
            await store.CommitAsync(new() { Key = IncidentStore.RecordKey(record.Id), ExpectedVersion = written, Snapshot = () => IncidentStore.Record(record) });
            _records[record.Id] = written + 1;
        }
    }

    private AlertEvent Alert(AlertKind kind, string issue) => new()
    {
        Integration = "web",
        Issue = IssueKey.Issue("web", issue),
        Kind = kind,
        Resource = kind == AlertKind.Trigger ? "event_alert" : "issue",
        Action = kind == AlertKind.Trigger ? "triggered" : "resolved",
        Severity = Severity.Warning,
        OrderTime = _now,
        ReceivedAt = _now,
        EventId = $"{_now.Ticks}",
        Rule = "New errors",
        Projects = ["shop"],
        Actor = kind == AlertKind.Trigger ? null : "Bob",
    };
}
