using FsCheck.Xunit;
using Router.Domain.Alerts;
using Router.Domain.Configuration;
using Router.Domain.Delivery;
using Router.Domain.Incidents;
using Router.Domain.Issues;
using Router.Domain.Noise;
using Router.Domain.Replay;
using Router.Domain.Routing;

namespace Router.Domain.Tests.Noise;

/// <summary>Any sequence of events, clock steps and restarts, through channels with every rule on.</summary>
public class NoisePropertyTests
{
    private static readonly int[] Steps = [0, 1, 2, 11, 11, 20, 90, 400, 2800, 40_000];

    private const string Rules = """
        delay: 10s, reopenWithin: 30m, repeatEvery: 2h, updateEvery: 5m, autoResolveAfter: never, storm: [3],
        flapping: { changes: 3, within: 60m, mute: 90m }, rateLimit: 1/3m,
        inhibit: [{ source: 'severity == "Critical"', target: 'severity == "Warning"', equal: [project] }],
        quietHours: { except: 'title == "5"', days: [mon-sun], from: "22:00", to: "07:00", timezone: Europe/Berlin }
        """;

    [Property(MaxTest = 150, EndSize = 240)]
    public void No_final_state_is_lost_and_nothing_is_told_twice(byte[] script) => Check(script, "");

    [Property(MaxTest = 150, EndSize = 240)]
    public void Nor_in_groups(byte[] script) => Check(script, "groupBy: [environment], ");

    [Property(MaxTest = 150, EndSize = 240)]
    public void Nor_with_pairs_of_metric_alerts_and_issues(byte[] script) => Check(script, "mergeMetric: true, ");

    /// <summary>Whatever is read again and reported again: the same is told, at the same instants.</summary>
    [Property(MaxTest = 60, EndSize = 240)]
    public void Restarts_change_nothing_that_is_told(byte[] script)
    {
        foreach (var more in (string[])["", "groupBy: [environment], ", "mergeMetric: true, "])
            Assert.Equal(Run(script, more, restarts: false).Sent, Run(script, more, restarts: true).Sent);
    }

    private static (ReplaySimulation Simulation, List<ReplayNotification> Sent) Run(byte[] script, string more, bool restarts)
    {
        var sent = new List<ReplayNotification>();
        var simulation = new ReplaySimulation(Table(more), Silences()) { OnNotification = sent.Add };
        var now = Alert.T0;
        for (var i = 0; i + 1 < script.Length; i += 2)
        {
            now = now.AddSeconds(Steps[script[i + 1] % Steps.Length]);
            Take(simulation, script[i], now, i, restarts);
        }

        simulation.Advance(new DateTimeOffset(now.Date.AddDays(3).AddHours(12), TimeSpan.Zero));
        return (simulation, sent);
    }

    private static void Check(byte[] script, string more)
    {
        var (simulation, sent) = Run(script, more, restarts: true);
        foreach (var state in simulation.Incidents)
        {
            foreach (var incident in state.Incidents)
                CheckEnd(simulation, state, incident, [.. sent.Where(n => n.IncidentId == Id(simulation, state, incident))]);
        }

        foreach (var incident in sent.Where(n => n.Reason != NotifyReason.Summary).GroupBy(n => n.IncidentId))
        {
            var isOpen = false;
            foreach (var n in incident)
            {
                var fits = n.Type switch
                {
                    NotificationType.Triggered => n == incident.First(),
                    NotificationType.Reopened => !isOpen && n != incident.First(),
                    NotificationType.Resolved => isOpen,
                    NotificationType.Updated when n.Reason == NotifyReason.FlappingEnded => true,
                    _ => isOpen,
                };
                Assert.True(fits, $"{n.Type} {n.Reason} after {string.Join(' ', incident.TakeWhile(x => x != n).Select(x => x.Type))}");
                isOpen = n.Type == NotificationType.Resolved ? false : n.Type is NotificationType.Triggered or NotificationType.Reopened || isOpen;
            }
        }
    }

    /// <summary>Days later: what was told last is how it stands, unless a source that is open still holds it back.</summary>
    private static void CheckEnd(ReplaySimulation simulation, IncidentState state, Incident incident, List<ReplayNotification> told)
    {
        Assert.Equal(incident.Sequence, told.Count);
        Assert.True(incident.Held is null || (incident.Held.Reason == SuppressReason.Inhibited && IsInhibited(simulation, state, incident)), $"held back by {incident.Held?.Reason} still");
        if (incident.Held is not null)
            return;
        var states = told.Where(n => n.Type is NotificationType.Triggered or NotificationType.Reopened or NotificationType.Resolved).Select(n => n.Type).ToList();
        if (incident.IsOpen())
            Assert.True(states is [.., NotificationType.Triggered or NotificationType.Reopened], $"open, but told {string.Join(' ', states)}");
        else
            Assert.True(states is [] or [.., NotificationType.Resolved], $"ended, but told {string.Join(' ', states)}");
        if (incident.IsOpen())
            Assert.Equal(incident.Severity, told[^1].Severity);
        var mutes = told.Select(n => n.Reason).Where(r => r is NotifyReason.FlappingStarted or NotifyReason.FlappingEnded).ToList();
        Assert.True(mutes.Count % 2 == 0 && mutes.Chunk(2).All(m => m is [NotifyReason.FlappingStarted, NotifyReason.FlappingEnded]), $"told of mutes: {string.Join(' ', mutes)}");
    }

    private static bool IsInhibited(ReplaySimulation simulation, IncidentState state, Incident incident)
    {
        var sources = simulation.Incidents.Where(s => s != state).SelectMany(simulation.MembersOf)
            .Where(m => m.IsOpen() && m.Number > 0 && m.Issue.Severity == Severity.Critical).Select(m => m.Trigger.Projects[0]).ToHashSet();
        return simulation.MembersOf(state).Where(m => m.IsOpen() && m.Number == incident.Number).All(m => sources.Contains(m.Trigger.Projects[0]));
    }

    private static string Id(ReplaySimulation simulation, IncidentState state, Incident incident) => $"{simulation.KeyOf(state)}-{incident.Number}";

    private static void Take(ReplaySimulation simulation, byte what, DateTimeOffset now, int number, bool restarts)
    {
        var kind = (what / 6) % 9;
        if (kind == 8)
        {
            simulation.Advance(now);
            if (restarts)
                simulation.Restart();
            return;
        }

        var name = (what % 6).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var isMetric = kind == 7;
        var alert = new AlertEvent
        {
            Integration = "web",
            Issue = isMetric ? IssueKey.Metric("web", name) : IssueKey.Issue("web", name),
            Kind = kind switch { 2 => AlertKind.Resolve, 3 => AlertKind.Resolve, 4 => AlertKind.Acknowledge, 5 => AlertKind.Suppress, 6 => AlertKind.Reopen, 7 when what % 2 == 0 => AlertKind.Resolve, 7 => AlertKind.Level, _ => AlertKind.Trigger },
            Resource = isMetric ? "metric_alert" : "event_alert",
            Action = "x",
            Severity = kind == 1 ? Severity.Critical : Severity.Warning,
            OrderTime = now,
            ReceivedAt = now,
            EventId = $"e{number}",
            Title = name,
            Projects = [what % 2 == 0 ? "web" : "shop"],
            Environment = what % 3 == 0 ? "edge" : "core",
        };
        simulation.Take(alert.Issue.Value, IssueInput.Webhook(alert, new() { ConfigVersion = 1, Destinations = [] }), now);
    }

    /// <summary>Half of the time, and not at noon: often enough that what was told is held back, and then ends, while one holds.</summary>
    private static SilenceSet Silences() => Window.Set(Window.Silence("title == \"2\" || title == \"3\"", new(null, null, Window.Of("mon-sun", "13:30", "01:30"))));

    private static RouteTable Table(string more)
    {
        var result = ConfigDocument.ParseDraft($$"""
            integrations: [{ id: web, key: "0123456789abcdef", clientSecrets: [s], channel: ops }]
            channels: [{ id: ops, sinks: [people], {{more}} {{Rules.ReplaceLineEndings(" ")}} }]
            sinks: [{ id: people, type: console }]
            """, Alert.T0);
        return new(result.Config ?? throw new InvalidOperationException(result.Diagnostics[0].Message), 1);
    }
}
