using System.Globalization;
using System.Text;
using Router.Load.Requests;

namespace Router.Load.Scenarios;

/// <summary>The config of a large organisation: a thousand routes to a hundred channels, with every noise rule on or none.</summary>
internal static class NoiseConfig
{
    public const int Routes = 1_000;
    public const int Channels = 100;

    /// <summary>A title of which the last three digits choose the route, and by which each issue is a group of its own.</summary>
    public static readonly string Title = $"PaymentError: order {SentryRequests.FirstIssue}";

    /// <summary>
    /// Each stage of the pipeline judges, and lets pass: so both sides bring the same messages to the sink. Half the channels group, half merge
    /// metric alerts: a channel can't do both. Quiet hours are on the other side of the clock.
    /// </summary>
    public static string Rules(Uri receiver, DateTimeOffset now) => Of(receiver, channel => $$"""
        {{(channel % 2 == 0 ? "groupBy: [title]" : "mergeMetric: true")}}
            delay: 1s
            updateEvery: 1m
            repeatEvery: 4h
            storm: [100, 1000]
            flapping: { changes: 4, within: 60m, mute: 120m }
            inhibit:
              - { source: 'severity == "Critical"', target: 'severity == "Warning"', equal: [project] }
              - { source: 'labels["tier"] == "database"', target: 'severity <= "Warning"', equal: [environment] }
            quietHours: { except: 'severity == "Critical"', days: [mon-sun], from: "{{Clock(now, 9)}}", to: "{{Clock(now, 15)}}", timezone: UTC }
            rateLimit: 100000/1m
        """, $$"""
        silences:
          - { id: deploy, when: 'project == "search" && environment == "production"', mode: mark, until: {{now.AddDays(1):yyyy-MM-dd'T'HH:mm:ss'Z'}} }
          - { id: probes, when: 'title.startsWith("Probe")', mode: drop, weekly: { days: [mon-sun], from: "00:00", to: "00:00", timezone: Europe/Berlin } }

        """);

    /// <summary>The same routes and channels with no rule.</summary>
    public static string Plain(Uri receiver) => Of(receiver, _ => "", "");

    /// <summary>So many routes that no event matches, before a default.</summary>
    public static string Unmatched(int routes) => $$"""
        integrations:
          - id: load
            key: {{RunningRouter.Key}}
            clientSecrets: ["{{RunningRouter.ClientSecret}}"]
            routes:
        {{Lines(routes, i => $$"""
              - { name: r{{i}}, when: 'project == "service-{{i}}" && environment == "production"', channels: [quiet] }
        """)}}
            default: [quiet]
        channels:
          - { id: quiet, sinks: [] }

        """;

    /// <summary>One channel that groups all by project.</summary>
    public static string Grouped(Uri receiver) => $$"""
        integrations:
          - { id: load, key: {{RunningRouter.Key}}, clientSecrets: ["{{RunningRouter.ClientSecret}}"], channel: storm }
        channels:
          - { id: storm, groupBy: [project], updateEvery: 5m, storm: [100, 1000, 10000], rateLimit: 60/1m, sinks: [hook] }
        {{Sink(receiver)}}
        """;

    private static string Of(Uri receiver, Func<int, string> rules, string silences) => $$"""
        integrations:
          - id: load
            key: {{RunningRouter.Key}}
            clientSecrets: ["{{RunningRouter.ClientSecret}}"]
            routes:
        {{Lines(Routes, i => $$"""
              - { name: r{{i}}, when: 'environment == "production" && title.endsWith("{{i:D3}}")', channels: [c{{i % Channels}}] }
        """)}}
            default: [c0]
        channels:
        {{Lines(Channels, i => $$"""
          - id: c{{i}}
            sinks: [hook]
            {{rules(i)}}
        """)}}
        {{silences}}{{Sink(receiver)}}
        """;

    private static string Sink(Uri receiver) => $$"""
        sinks:
          - { id: hook, type: webhook, url: "{{receiver}}", allowPrivate: true }

        """;

    private static string Lines(int count, Func<int, string> line) => new StringBuilder().AppendJoin('\n', Enumerable.Range(0, count).Select(line)).ToString();

    private static string Clock(DateTimeOffset now, int hours) => now.AddHours(hours).ToString("HH:00", CultureInfo.InvariantCulture);
}
