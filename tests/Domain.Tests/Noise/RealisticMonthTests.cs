using Router.Domain.Alerts;
using Router.Domain.Configuration;
using Router.Domain.Delivery;
using Router.Domain.Issues;
using Router.Domain.Noise;
using Router.Domain.Replay;
using Router.Domain.Routing;
using Xunit.Abstractions;

namespace Router.Domain.Tests.Noise;

/// <summary>A month of a small company: what comes in, what people are told with the rules and without, and that nothing that mattered is missing.</summary>
public class RealisticMonthTests(ITestOutputHelper output)
{
    private const int Days = 30;
    private static readonly string[] Projects = ["web", "shop", "payments", "search", "mail", "auth", "api", "jobs"];

    [Fact]
    public void Most_messages_are_gone_and_nothing_that_mattered_is_missing()
    {
        var month = Month(new(2026));
        var plain = Run(month, "");
        var calm = Run(month, """
            groupBy: [project], updateEvery: 10m, delay: 30s, storm: [50], rateLimit: 20/1m, flapping: {},
            inhibit: [{ source: 'severity == "Critical"', target: 'severity == "Warning"', equal: [environment] }],
            quietHours: { days: [mon-sun], from: "22:00", to: "07:00", timezone: Europe/Berlin }
            """);

        output.WriteLine(FormattableString.Invariant($"{month.Count} webhooks in; {plain.Count} messages without rules, {calm.Count} with them ({100.0 * calm.Count / plain.Count:0.0} %)"));
        Assert.True(calm.Count * 4 < plain.Count, $"{calm.Count} of {plain.Count}");

        foreach (var (issue, at) in month.Where(e => e.Severity == Severity.Critical && e.Kind == AlertKind.Trigger).Select(e => (e.Issue, e.ReceivedAt)))
            Assert.Contains(calm, n => n.Severity == Severity.Critical && n.At >= at.AddDays(-1) && n.At <= at.AddSeconds(31) && n.Type is NotificationType.Triggered or NotificationType.Escalated or NotificationType.Reopened);

        foreach (var incident in calm.Where(n => n.Reason != NotifyReason.Summary).GroupBy(n => n.IncidentId))
            Assert.Equal(NotificationType.Resolved, incident.Last(n => n.Type != NotificationType.Updated).Type);
    }

    private static List<ReplayNotification> Run(List<AlertEvent> month, string rules)
    {
        var result = ConfigDocument.ParseDraft($$"""
            integrations: [{ id: web, key: "0123456789abcdef", clientSecrets: [s], channel: ops }]
            channels: [{ id: ops, sinks: [people]{{(rules.Length == 0 ? "" : ", " + rules.ReplaceLineEndings(" "))}} }]
            sinks: [{ id: people, type: console }]
            """, Alert.T0);
        var sent = new List<ReplayNotification>();
        var simulation = new ReplaySimulation(new(result.Config!, 1), SilenceSet.Empty) { OnNotification = sent.Add };
        foreach (var alert in month)
            simulation.Take(alert.Issue.Value, IssueInput.Webhook(alert, new RouteDecision { ConfigVersion = 1, Destinations = [] }), alert.ReceivedAt);
        simulation.Advance(Alert.T0.AddDays(Days + 3));
        return sent;
    }

    /// <summary>Single errors all day, a deploy that breaks many things twice a week, a check that flaps, an outage with what follows from it once a week.</summary>
    private static List<AlertEvent> Month(Random random)
    {
        var events = new List<AlertEvent>();
        var issues = 0;
        for (var day = 0; day < Days; day++)
        {
            var midnight = Alert.T0.AddDays(day);
            for (var i = 0; i < 40; i++)
                Episode(midnight.AddMinutes(random.Next(1440)), TimeSpan.FromMinutes(random.Next(1, 180)), Severity.Warning, Pick(), "production");
            for (var i = 0; i < 20; i++)
                Episode(midnight.AddMinutes(random.Next(1440)), TimeSpan.FromSeconds(random.Next(2, 25)), Severity.Warning, Pick(), "staging");
            if (day % 4 == 1)
            {
                for (var i = 0; i < 150; i++)
                    Episode(midnight.AddHours(14).AddSeconds(random.Next(600)), TimeSpan.FromMinutes(random.Next(20, 60)), Severity.Warning, "web", "production");
            }

            if (day % 7 == 3)
            {
                var begin = midnight.AddHours(random.Next(24));
                Episode(begin, TimeSpan.FromMinutes(50), Severity.Critical, "payments", "production");
                for (var i = 0; i < 200; i++)
                    Episode(begin.AddSeconds(40 + random.Next(900)), TimeSpan.FromMinutes(random.Next(10, 40)), Severity.Warning, Pick(), "production");
            }

            if (day % 5 == 2)
            {
                var check = $"check-{day}";
                for (var i = 0; i < 30; i++)
                {
                    Add(check, midnight.AddMinutes((i * 8) + 480), AlertKind.Trigger, Severity.Warning, "jobs", "edge");
                    Add(check, midnight.AddMinutes((i * 8) + 484), AlertKind.Resolve, Severity.Ok, "jobs", "edge");
                }
            }
        }

        return [.. events.OrderBy(e => e.ReceivedAt)];

        string Pick() => Projects[random.Next(Projects.Length)];

        void Episode(DateTimeOffset at, TimeSpan length, Severity severity, string project, string environment)
        {
            var name = $"issue-{++issues}";
            for (var repeat = TimeSpan.Zero; repeat < length; repeat += TimeSpan.FromMinutes(3))
                Add(name, at + repeat, AlertKind.Trigger, severity, project, environment);
            Add(name, at + length, AlertKind.Resolve, Severity.Ok, project, environment);
        }

        void Add(string name, DateTimeOffset at, AlertKind kind, Severity severity, string project, string environment) => events.Add(new()
        {
            Integration = "web",
            Issue = IssueKey.Issue("web", name),
            Kind = kind,
            Resource = kind == AlertKind.Trigger ? "event_alert" : "issue",
            Action = "x",
            Severity = severity,
            OrderTime = at,
            ReceivedAt = at,
            EventId = $"{name}-{at:O}",
            Rule = "rule",
            Title = name,
            Projects = [project],
            Environment = environment,
        });
    }
}
