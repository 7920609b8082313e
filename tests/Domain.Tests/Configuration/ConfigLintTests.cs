using Router.Domain.Configuration;

namespace Router.Domain.Tests.Configuration;

public class ConfigLintTests
{
    [Theory]
    [InlineData("- { name: a, channels: [c] }\n      - { name: b, channels: [d] }", 8, "routes[1]", "never reached: integrations[0].routes[0]")]
    [InlineData("- { name: a, channels: [c], when: 'true' }\n      - { name: b, channels: [d] }", 8, "routes[1]", "never reached")]
    [InlineData("- { name: a, channels: [c], when: project == 'x' }\n      - { name: b, channels: [d], when: '\"x\" == project' }", 8, "routes[1]", "never reached")]
    [InlineData("- { name: a, channels: [c], when: project == 'x' }\n      - { name: b, channels: [d], when: level == 'error' && project == 'x' }", 8, "routes[1]", "never reached")]
    [InlineData("- { name: a, channels: [c], when: 'false' }", 7, "routes[0]", "never true")]
    [InlineData("- { name: a, channels: [c], when: project == 'x', continue: true }\n      - { name: b, channels: [d, c], when: level == 'error' }", 8, "routes[1]", "integrations[0].routes[0] continues and names a channel of this route too")]
    [InlineData("- { name: default, channels: [c], when: project == 'x' }", 7, "routes[0]", "built-in")]
    [InlineData("- { name: a, channels: [c, c], when: project == 'x' }", 7, "routes[0].channels[1]", "\"c\" comes twice in the list")]
    [InlineData("- { name: a, channels: [c], when: labels.x == 'x' }", 7, "routes[0]", "labels are absent")]
    public void Route_that_cannot_do_what_it_seems_to_is_warned_of(string routes, int line, string path, string message)
    {
        var warning = Assert.Single(Parse(routes).Diagnostics);

        Assert.Equal((line, "integrations[0]." + path, false), (warning.Line, warning.Path, warning.IsError));
        Assert.Contains(message, warning.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("- { name: a, channels: [c], when: project == 'x' }\n      - { name: b, channels: [d], when: project == 'y' }")]
    [InlineData("- { name: a, channels: [c], when: project == 'x' && level == 'error' }\n      - { name: b, channels: [d], when: project == 'x' }")]
    [InlineData("- { name: a, channels: [c], continue: true }\n      - { name: b, channels: [d] }")]
    [InlineData("- { name: a, channels: [c], when: project == 'x' || level == 'error' }\n      - { name: b, channels: [c], when: project == 'z' }")]
    public void Sound_routes_are_not_warned_of(string routes) => Assert.Empty(Parse(routes).Diagnostics);

    [Theory]
    [InlineData("channels: [{ id: c, sinks: [s] }]\nsinks: [{ id: s, type: console }]", "document", "no integrations")]
    [InlineData("integrations: [{ id: a, key: '${env:WEB_KEY}', unsigned: true, channel: c }]\nchannels: [{ id: c, sinks: [s] }, { id: d, sinks: [s] }]\nsinks: [{ id: s, type: console }]", "channels[1].id", "no integration routes to this channel")]
    [InlineData("integrations: [{ id: a, key: '${env:WEB_KEY}', unsigned: true, channel: c }]\nchannels: [{ id: c, sinks: [s] }]\nsinks: [{ id: s, type: console }, { id: t, type: console }]", "sinks[1].id", "no channel tells this sink")]
    [InlineData("integrations: [{ id: a, key: '${env:WEB_KEY}', unsigned: true, channel: c }]\nchannels: [{ id: c }]", "channels[0]", "nobody is told")]
    [InlineData("integrations: [{ id: a, key: '${env:WEB_KEY}', unsigned: true, channel: c }]\nchannels: [{ id: c, sinks: [s, s] }]\nsinks: [{ id: s, type: console }]", "channels[0].sinks[1]", "comes twice")]
    [InlineData("integrations: [{ id: a, key: a-clear-key-01234, unsigned: true, channel: c }]\nchannels: [{ id: c, sinks: [s] }]\nsinks: [{ id: s, type: console }]", "integrations[0].key", "a secret written in clear")]
    [InlineData("integrations: [{ id: a, key: '${env:WEB_KEY}', clientSecrets: [x], channel: c }]\nchannels: [{ id: c, sinks: [s] }]\nsinks: [{ id: s, type: console }]", "integrations[0].clientSecrets[0]", "a secret written in clear")]
    [InlineData("integrations: [{ id: a, key: '${env:WEB_KEY}', unsigned: true, channel: c }]\nchannels: [{ id: c, sinks: [s] }]\nsinks: [{ id: s, type: webhook, url: 'http://localhost:1/' }]", "sinks[0].url", "without allowPrivate: true")]
    [InlineData("integrations: [{ id: a, key: '${env:WEB_KEY}', unsigned: true, channel: c }]\nchannels: [{ id: c, sinks: [s] }]\nsinks: [{ id: s, type: slack, botToken: '${env:FD}', channel: ops }]", "sinks[0].botToken", "no buttons")]
    [InlineData("integrations: [{ id: a, key: '${env:WEB_KEY}', unsigned: true, channel: c }]\nchannels: [{ id: c, sinks: [s] }]\nsinks: [{ id: s, type: alertmanager, url: 'http://am:9093', resendEvery: 10m }]", "sinks[0].resendEvery", "resolve_timeout")]
    [InlineData("integrations: [{ id: a, key: '${env:WEB_KEY}', unsigned: true, channel: c }]\nchannels: [{ id: c, sinks: [s] }]\nsinks: [{ id: s, type: alertmanager, url: 'http://127.0.0.1:9093' }]", "sinks[0].url", "without allowPrivate")]
    [InlineData("integrations: [{ id: a, key: '${env:WEB_KEY}', unsigned: true, channel: c }]\nchannels: [{ id: c, sinks: [s] }]\nsinks: [{ id: s, type: email, smtp: { host: m, tls: none }, from: a@b.example, to: [a@b.example] }]", "sinks[0].smtp.tls", "travel in clear")]
    [InlineData("integrations: [{ id: a, key: '${env:WEB_KEY}', unsigned: true, channel: c }]\nchannels: [{ id: c, sinks: [s] }]\nsinks: [{ id: s, type: pagerduty, routingKey: '${env:FD}' }]", "sinks[0].routingKey", "32 characters")]
    public void Document_is_warned_of(string text, string path, string message)
    {
        var result = ConfigDocumentTests.Parse(text);

        Assert.NotNull(result.Config);
        Assert.Contains(result.Diagnostics, d => !d.IsError && d.Path == path && d.Message.Contains(message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("storm: [10]", "storm", "without groupBy an incident has one issue")]
    [InlineData("repeatEvery: 1m", "repeatEvery", "updateEvery is longer")]
    [InlineData("flapping: { mute: 10m }", "flapping", "mute is shorter than within")]
    [InlineData("inhibit: [{ source: 'false', target: 'true' }]", "inhibit[0]", "never true")]
    [InlineData("inhibit: [{ source: 'true', target: 'true' }]", "inhibit[0]", "source and target are the same")]
    public void Noise_rule_that_cannot_do_what_it_seems_to_is_warned_of(string rule, string path, string message) => Document_is_warned_of(
        $"integrations: [{{ id: a, key: '${{env:WEB_KEY}}', unsigned: true, channel: c }}]\nchannels: [{{ id: c, sinks: [s], {rule} }}]\nsinks: [{{ id: s, type: console }}]",
        "channels[0]." + path,
        message);

    [Fact]
    public void The_designs_channel_and_silence_are_good() => Assert.Empty(ConfigDocumentTests.Parse("""
        integrations: [{ id: a, key: '${env:WEB_KEY}', unsigned: true, channel: payments }]
        channels:
          - id: payments
            groupBy: [project]
            groupWindow: 1h
            updateEvery: 5m
            reopenWithin: 1h
            delay: 0s
            repeatEvery: never
            autoResolveAfter: 24h
            flapping: { changes: 4, within: 60m, mute: 120m }
            storm: [100, 1000]
            inhibit: [ { source: 'severity == "Critical"', target: 'severity == "Warning"', equal: [project] } ]
            quietHours: { except: 'severity == "Critical"', days: [mon-sun], from: "22:00", to: "07:00", timezone: Europe/Berlin }
            rateLimit: 60/1m
            sinks: [ops]
        silences:
          - { id: deploy, when: 'project == "web"', mode: mark, weekly: { days: [sat], from: "02:00", to: "04:00", timezone: Europe/Berlin } }
        sinks: [{ id: ops, type: console }]
        """).Diagnostics);

    private static ConfigResult Parse(string routes) => ConfigDocumentTests.Parse(
        "integrations:\n  - id: a\n    key: ${env:WEB_KEY}\n    unsigned: true\n    default: [c, d]\n    routes:\n      " + routes
        + "\nchannels:\n  - { id: c, sinks: [s] }\n  - { id: d, sinks: [s] }\nsinks:\n  - { id: s, type: console }\n");
}
