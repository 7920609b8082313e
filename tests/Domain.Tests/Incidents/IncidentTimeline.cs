using System.Collections.Immutable;
using Router.Domain.Actions;
using Router.Domain.Alerts;
using Router.Domain.Configuration;
using Router.Domain.Delivery;
using Router.Domain.Incidents;
using Router.Domain.Issues;
using Router.Domain.Noise;
using Router.Domain.Routing;

namespace Router.Domain.Tests.Incidents;

/// <summary>A timeline of alerts through issues into one channel's incidents; the clock moves in steps of a second and wakes what is due.</summary>
internal sealed class IncidentTimeline
{
    private RouteTable _table;
    private readonly Dictionary<string, IssueState> _issues = [];
    private readonly Dictionary<string, (IncidentState State, ImmutableDictionary<string, IncidentMember> Members)> _incidents = [];
    private double _now;

    public IncidentTimeline(ChannelConfig channel, params SinkConfig[] sinks)
    {
        var integration = new IntegrationConfig { Id = "web", Name = "web", Key = "0123456789abcdef", ClientSecrets = ["s"], Channel = channel.Id };
        _table = new(new() { Integrations = [integration], Channels = [channel with { Sinks = [.. sinks.Select(s => s.Id)] }], Sinks = [.. sinks] }, 1);
    }

    /// <summary>Takes a sink out of the config: out of the channel, or altogether.</summary>
    public IncidentTimeline Without(string sink, bool altogether)
    {
        var config = _table.Config;
        _table = new(config with
        {
            Channels = [.. config.Channels.Select(c => c with { Sinks = c.Sinks.Remove(sink) })],
            Sinks = altogether ? [.. config.Sinks.Where(s => s.Id != sink)] : config.Sinks,
        }, _table.Version + 1);
        return this;
    }

    /// <summary>Every notification to each sink, as <c>second sink type reason severity</c>.</summary>
    public List<string> Told { get; } = [];

    public List<Notification> Notifications { get; } = [];

    public List<IncidentJournalEntry> Journal { get; } = [];

    /// <summary>The newest record of every incident, by id.</summary>
    public SortedDictionary<string, IncidentRecord> Records { get; } = [];

    /// <summary>The silences in force from now on.</summary>
    public SilenceSet Silences { get; set; } = SilenceSet.Empty;

    public static ChannelConfig Channel => new() { Id = "ops", Name = "ops" };

    public static WebhookSinkConfig Webhook(string id = "hook") => new()
    {
        Id = id,
        Url = new("https://ops.example/hook"),
        Events = [.. Enum.GetValues<NotificationType>()],
        Tests = true,
    };

    public IncidentTimeline At(double second, AlertEvent alert)
    {
        WakeUntil(second);
        alert = alert with { OrderTime = Alert.At(Math.Floor(second)), ReceivedAt = Alert.At(second) };
        Apply(alert.Issue.Value, IssueInput.Webhook(alert, SilenceDrops.Apply(_table.Route(alert), alert, Silences, Alert.At(second))));
        return this;
    }

    public IncidentTimeline Quiet(double second, string issue)
    {
        WakeUntil(second);
        Apply(IssueKey.Issue("web", issue).Value, IssueInput.QuietTimeout());
        return this;
    }

    /// <summary>A person acts on the newest incident of the only group, or on the one with a number; the issues take it in the same second.</summary>
    public ActionReason Act(double second, PersonAction action, int? number = null)
    {
        WakeUntil(second);
        var key = _incidents.Keys.Single();
        var state = _incidents[key].State;
        var decision = IncidentPolicy.Act(state, number ?? state.Newest()!.Number, action, Context(key, Alert.At(_now)));
        Keep(key, decision);
        foreach (var act in decision.State.Acts)
        {
            foreach (var issue in act.Issues)
                Apply(issue, IssueInput.Act(act.Action));
            var (after, members) = _incidents[key];
            _incidents[key] = (IncidentPolicy.Acted(after, act.Id), members);
        }

        return decision.Action!.Value;
    }

    public IncidentTimeline WakeUntil(double second)
    {
        for (; _now <= second; _now++)
        {
            foreach (var key in _incidents.Keys.ToList())
            {
                var (state, _) = _incidents[key];
                if (IncidentPolicy.DueAt(state) <= Alert.At(_now))
                    Keep(key, IncidentPolicy.Wake(state, Context(key, Alert.At(_now))));
            }
        }

        _now = second;
        return this;
    }

    public Incident Incident(int number = 1) => _incidents.Values.Select(i => i.State.Incident(number)).OfType<Incident>().First();

    public IEnumerable<string> Members() => _incidents.Values.SelectMany(i => i.Members.Keys);

    private void Apply(string issue, IssueInput input)
    {
        var now = Alert.At(_now);
        var state = IssuePolicy.Decide(_issues.GetValueOrDefault(issue) ?? new(), input, now).State;
        foreach (var report in state.Outbox)
        {
            var key = report.Destination.Incident.Value;
            var decision = IncidentPolicy.Decide(_incidents.GetValueOrDefault(key).State ?? new(), report, Context(key, now));
            Keep(key, decision);
            var again = IncidentPolicy.Decide(_incidents[key].State, report, Context(key, now));
            Assert.Same(_incidents[key].State, again.State);
        }

        _issues[issue] = IssuePolicy.HandedOver(state, state.LastReport);
    }

    private IncidentContext Context(string key, DateTimeOffset now)
    {
        var (state, members) = _incidents.GetValueOrDefault(key);
        return new(new(key), members ?? ImmutableDictionary<string, IncidentMember>.Empty, ChannelRules.Of(_table, state ?? new(), "ops"), _table, now) { Silences = Silences };
    }

    private void Keep(string key, IncidentDecision decision)
    {
        var members = _incidents.GetValueOrDefault(key).Members ?? ImmutableDictionary<string, IncidentMember>.Empty;
        foreach (var (sink, n) in decision.State.Outbox)
        {
            Notifications.Add(n);
            Told.Add(FormattableString.Invariant($"{(n.Timestamp - Alert.T0).TotalSeconds} {sink} {SnakeCase.Of(n.Type)} {SnakeCase.Of(n.Reason)} {n.Severity}"));
        }

        Journal.AddRange(decision.Journal);
        foreach (var record in decision.State.Records)
            Records[record.Id] = IncidentStore.ReadRecord(IncidentStore.Record(record).State);
        var state = IncidentPolicy.Recorded(IncidentPolicy.HandedOver(decision.State, decision.State.Outbox), decision.State.Records);
        _incidents[key] = (state, members.SetItems(decision.Members).RemoveRange(decision.Forgotten));
        Assert.Equal(
            IncidentStore.Snapshot(state).State.ToArray(),
            IncidentStore.Snapshot(IncidentStore.Read(IncidentStore.Snapshot(state).State)).State.ToArray());
    }
}
