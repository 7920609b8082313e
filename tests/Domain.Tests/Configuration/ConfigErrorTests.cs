using Router.Domain.Configuration;

namespace Router.Domain.Tests.Configuration;

/// <summary>Every kind of mistake, with the line and path that it is told at and what is said.</summary>
public class ConfigErrorTests
{
    private const string Rest = """

        channels:
          - { id: c, sinks: [s] }
        sinks:
          - { id: s, type: console }
        """;

    [Theory]
    [InlineData("- id: Web", 2, "integrations[0].id", "is no id: 1 to 64 of a-z, 0-9 and -")]
    [InlineData("- id: a_b", 2, "integrations[0].id", "is no id")]
    [InlineData("- name: x", 2, "integrations[0]", "id is missing")]
    [InlineData("- id:", 2, "integrations[0].id", "it has no value")]
    [InlineData("- id: ''", 2, "integrations[0].id", "it is empty")]
    [InlineData("- id: [a]", 2, "integrations[0].id", "a single value is expected, not a list")]
    [InlineData("- id: { a: b }", 2, "integrations[0].id", "a single value is expected, not a map")]
    [InlineData("- hello", 2, "integrations[0]", "a map is expected")]
    [InlineData("- id: a\n    nmae: x", 3, "integrations[0].nmae", "unknown key \"nmae\"; did you mean name?")]
    [InlineData("- id: a\n    zzzzzzzz: x", 3, "integrations[0].zzzzzzzz", "known: id, channel, name, key")]
    [InlineData("- id: a\n    id: b", 3, "integrations[0].id", "the key comes twice, first on line 2")]
    [InlineData("- id: a\n    silentAfter: soon", 3, "integrations[0].silentAfter", "a duration is expected")]
    [InlineData("- id: a\n    sentry: { organization: acme }", 3, "integrations[0].sentry", "token is missing")]
    [InlineData("- id: a\n    sentry: { token: x }", 3, "integrations[0].sentry", "organization is missing")]
    [InlineData("- id: a\n    sentry: { organization: 'a/b', token: x }", 3, "integrations[0].sentry.organization", "is no organisation's slug")]
    [InlineData("- id: a\n    sentry: { url: x, organization: acme, token: x }", 3, "integrations[0].sentry.url", "a URL with http or https is expected")]
    [InlineData("- id: a\n    sentry: { url: 'https://sentry.io/api/0/', organization: acme, token: x }", 3, "integrations[0].sentry.url", "without a path of its API")]
    [InlineData("- id: a\n    sentry: { organisation: acme, token: x }", 3, "integrations[0].sentry.organisation", "did you mean organization?")]
    [InlineData("- id: a\n    name: 'a\tb'", 3, "integrations[0].name", "at most 100 characters on one line")]
    [InlineData("- id: a\n    key: short", 3, "integrations[0].key", "a key has 16 to 128 of")]
    [InlineData("- id: a\n    key: with/slash-0123456789", 3, "integrations[0].key", "a key has 16 to 128 of")]
    [InlineData("- id: a", 2, "integrations[0]", "key is missing")]
    [InlineData("- id: a", 2, "integrations[0]", "clientSecrets is missing")]
    [InlineData("- id: a\n    clientSecrets: []", 3, "integrations[0].clientSecrets", "clientSecrets is missing")]
    [InlineData("- id: a\n    clientSecrets: secret", 3, "integrations[0].clientSecrets", "a list is expected")]
    [InlineData("- id: a\n    clientSecrets: [a, '']", 3, "integrations[0].clientSecrets[1]", "it is empty")]
    [InlineData("- id: a\n    enabled: yes", 3, "integrations[0].enabled", "true or false is expected, not \"yes\"")]
    [InlineData("- id: a\n    severityFrom: levle", 3, "integrations[0].severityFrom", "none of action, level, priority; did you mean level?")]
    [InlineData("- id: a\n    rateLimit: 600", 3, "integrations[0].rateLimit", "a rate is expected, such as 600/1m, not \"600\"")]
    [InlineData("- id: a\n    rateLimit: 0/1m", 3, "integrations[0].rateLimit", "a rate is expected")]
    [InlineData("- id: a\n    rateLimit: 6/m", 3, "integrations[0].rateLimit", "a rate is expected")]
    [InlineData("- id: a\n    rateLimit: 6/0s", 3, "integrations[0].rateLimit", "the rate's window must be above zero")]
    [InlineData("- id: a", 2, "integrations[0]", "channel (private) or routes and default (shared) is missing")]
    [InlineData("- id: a\n    routes: []", 2, "integrations[0]", "default is missing: the channels that take what no route matched")]
    [InlineData("- id: a\n    default: []", 3, "integrations[0].default", "default needs at least one channel")]
    [InlineData("- id: a\n    default: c", 3, "integrations[0].default", "a list is expected: [triage]")]
    [InlineData("- id: a\n    channel: c\n    routes: []", 4, "integrations[0].routes", "a private integration has no routes")]
    [InlineData("- id: a\n    channel: c\n    default: [c]", 4, "integrations[0].default", "a private integration has no default")]
    [InlineData("- id: a\n    channel: cc", 3, "integrations[0].channel", "there is no channel \"cc\"; did you mean c?")]
    [InlineData("- id: a\n    default: [c, other]", 3, "integrations[0].default[1]", "there is no channel \"other\"; known: c")]
    [InlineData("- id: a\n  - id: a", 3, "integrations[1].id", "the integration \"a\" comes twice, first on line 2")]
    [InlineData("- id: a\n    key: 0123456789abcdef\n  - id: b\n    key: 0123456789abcdef", 5, "integrations[1].key", "integrations[0] has the same key")]
    [InlineData("- id: a\n    lifecycle: { created: triger }", 3, "integrations[0].lifecycle.created", "did you mean trigger?")]
    [InlineData("- id: a\n    lifecycle: { resolved: ignore }", 3, "integrations[0].lifecycle.resolved", "unknown key")]
    [InlineData("- id: a\n    lifecycle: reopen", 3, "integrations[0].lifecycle", "a map is expected")]
    public void Integration_mistake_is_told(string integration, int line, string path, string message) =>
        AssertError("integrations:\n  " + integration + "\n" + Rest, line, path, message);

    [Theory]
    [InlineData("- { channels: [c] }", 7, "routes[0]", "name is missing")]
    [InlineData("- { name: r }", 7, "routes[0]", "channels is missing")]
    [InlineData("- { name: r, channels: [] }", 7, "routes[0].channels", "a route needs at least one channel")]
    [InlineData("- { name: r, channels: [d] }", 7, "routes[0].channels[0]", "there is no channel \"d\"; did you mean c?")]
    [InlineData("- { name: r, channels: [c], continue: maybe }", 7, "routes[0].continue", "true or false")]
    [InlineData("- { name: r, channels: [c], wehn: 'true' }", 7, "routes[0].wehn", "did you mean when?")]
    [InlineData("- { name: r, channels: [c], set: { severity: critical } }", 7, "routes[0].set.severity", "none of Critical, Warning, Info; did you mean Critical?")]
    [InlineData("- { name: r, channels: [c], set: { labels: [x] } }", 7, "routes[0].set.labels", "a map is expected")]
    [InlineData("- { name: r, channels: [c], set: { labels: { a: } } }", 7, "routes[0].set.labels.a", "no value")]
    [InlineData("- { name: r, channels: [c], set: { lable: x } }", 7, "routes[0].set.lable", "did you mean labels?")]
    [InlineData("- { name: r, channels: [c] }\n      - { name: r, channels: [c] }", 8, "routes[1].name", "the route \"r\" comes twice")]
    [InlineData("- { name: r, channels: [c], when: projct == 'a' }", 7, "routes[0].when", "did you mean project? (at character 1)")]
    [InlineData("- name: r\n        channels: [c]\n        when: environment == 1", 9, "routes[0].when", "environment is a text, not a number; texts are in quotes (at character 16)")]
    [InlineData("- { name: r, channels: [c], when: }", 7, "routes[0].when", "no value")]
    public void Route_mistake_is_told(string route, int line, string path, string message) =>
        AssertError("integrations:\n  - id: a\n    key: ${env:WEB_KEY}\n    unsigned: true\n    default: [c]\n    routes:\n      " + route + "\n" + Rest, line, "integrations[0]." + path, message);

    [Theory]
    [InlineData("name: x", "channels[0]", "id is missing")]
    [InlineData("id: c, groupBy: project", "channels[0].groupBy", "a list is expected")]
    [InlineData("id: c, groupBy: [projects]", "channels[0].groupBy[0]", "unknown field projects; did you mean project?")]
    [InlineData("id: c, groupBy: [tags]", "channels[0].groupBy[0]", "tags needs a key")]
    [InlineData("id: c, groupBy: ['a b']", "channels[0].groupBy[0]", "expected, not b")]
    [InlineData("id: c, groupWindow: 1 hour", "channels[0].groupWindow", "a duration is expected, such as 90s, 5m, 1h or 7d, not \"1 hour\"")]
    [InlineData("id: c, groupWindow: 0s", "channels[0].groupWindow", "it must be above zero")]
    [InlineData("id: c, groupWindow: never", "channels[0].groupWindow", "never is not possible here")]
    [InlineData("id: c, updateEvery: 5", "channels[0].updateEvery", "a duration is expected")]
    [InlineData("id: c, delay: -5s", "channels[0].delay", "a duration is expected")]
    [InlineData("id: c, delay: 366d", "channels[0].delay", "at most 365d")]
    [InlineData("id: c, delay: 999999999999999d", "channels[0].delay", "at most 365d")]
    [InlineData("id: c, autoResolveAfter: nevr", "channels[0].autoResolveAfter", "a duration is expected")]
    [InlineData("id: c, sinks: [t]", "channels[0].sinks[0]", "there is no sink \"t\"; did you mean s?")]
    [InlineData("id: c, repeatEvery: 0s", "channels[0].repeatEvery", "it must be above zero")]
    [InlineData("id: c, flapping: 4", "channels[0].flapping", "a map is expected: { changes: 4, within: 60m, mute: 120m }")]
    [InlineData("id: c, flapping: { changes: 1 }", "channels[0].flapping.changes", "a number from 2 to 100 is expected, not \"1\"")]
    [InlineData("id: c, flapping: { mute: never }", "channels[0].flapping.mute", "never is not possible here")]
    [InlineData("id: c, flapping: { withn: 1m }", "channels[0].flapping.withn", "did you mean within?")]
    [InlineData("id: c, storm: [1]", "channels[0].storm[0]", "a number from 2 to 10000 is expected")]
    [InlineData("id: c, storm: [9, 5]", "channels[0].storm[1]", "the thresholds must rise: 5 comes after 9")]
    [InlineData("id: c, storm: [2, 3, 4, 5, 6, 7]", "channels[0].storm[5]", "at most 5 thresholds are possible")]
    [InlineData("id: c, inhibit: [{ source: 'true' }]", "channels[0].inhibit[0]", "target is missing")]
    [InlineData("id: c, inhibit: [{ source: 'severity == \"critical\"', target: 'true' }]", "channels[0].inhibit[0].source", "Critical")]
    [InlineData("id: c, inhibit: [{ source: 'true', target: 'true', equal: [projct] }]", "channels[0].inhibit[0].equal[0]", "did you mean project?")]
    [InlineData("id: c, quietHours: {}", "channels[0].quietHours", "days is missing")]
    [InlineData("id: c, quietHours: { days: [mon], from: \"22:00\", to: \"7\", timezone: UTC }", "channels[0].quietHours.to", "a time of day is expected")]
    [InlineData("id: c, quietHours: { days: [mon], from: \"22:00\", to: \"07:00\", timezone: Europe/Berln }", "channels[0].quietHours.timezone", "did you mean Europe/Berlin?")]
    [InlineData("id: c, quietHours: { except: 'x', days: [mon], from: \"22:00\", to: \"07:00\", timezone: UTC }", "channels[0].quietHours.except", "x")]
    [InlineData("id: c, rateLimit: 1", "channels[0].rateLimit", "a rate is expected, such as 600/1m, not \"1\"")]
    [InlineData("id: c, mergeMetric: true, groupBy: [project]", "channels[0].mergeMetric", "mergeMetric and groupBy exclude each other")]
    [InlineData("id: c, sink: [s]", "channels[0].sink", "did you mean sinks?")]
    public void Channel_mistake_is_told(string channel, string path, string message) =>
        AssertError($"channels:\n  - {{ {channel} }}\nsinks:\n  - {{ id: s, type: console }}", 2, path, message);

    [Theory]
    [InlineData("type: console", "sinks[0]", "id is missing")]
    [InlineData("id: s", "sinks[0]", "type is missing")]
    [InlineData("id: s, type: webhok", "sinks[0].type", "unknown sink type \"webhok\"; did you mean webhook?")]
    [InlineData("id: s, type: console, templates: { title: x }", "sinks[0].templates", "a console sink has no templates")]
    [InlineData("id: s, type: teams, url: 'https://x', templates: {}", "sinks[0].templates", "a title or a body is expected")]
    [InlineData("id: s, type: teams, url: 'https://x', templates: { titel: x }", "sinks[0].templates.titel", "did you mean title?")]
    [InlineData("id: s, type: teams, url: 'https://x', templates: { title: '{{ incident.titel }}' }", "sinks[0].templates.title", "there is no incident.titel; did you mean title? (line 1, column 4 of the template)")]
    [InlineData("id: s, type: teams, url: 'https://x', templates: { body: '{% if %}' }", "sinks[0].templates.body", "Invalid 'if' tag")]
    [InlineData("id: s, type: slack", "sinks[0]", "webhookUrl is missing")]
    [InlineData("id: s, type: slack, webhookUrl: 'https://x', channel: x", "sinks[0].channel", "channel needs a botToken")]
    [InlineData("id: s, type: slack, webhookUrl: 'https://x', signingSecret: x", "sinks[0].signingSecret", "signingSecret needs a botToken")]
    [InlineData("id: s, type: slack, webhookUrl: 'https://x', botToken: xoxb-1, channel: ops", "sinks[0].webhookUrl", "not both")]
    [InlineData("id: s, type: slack, botToken: xoxb-1", "sinks[0]", "channel is missing")]
    [InlineData("id: s, type: slack, botToken: xoxb-1, channel: a b", "sinks[0].channel", "is no channel")]
    [InlineData("id: s, type: slack, botToken: xoxb 1, channel: ops", "sinks[0].botToken", "a bot token such as xoxb-")]
    [InlineData("id: s, type: slack, botToken: xoxb-1, chanel: ops", "sinks[0].chanel", "did you mean channel?")]
    [InlineData("id: s, type: teams", "sinks[0]", "url is missing")]
    [InlineData("id: s, type: teams, webhookUrl: 'https://x'", "sinks[0].webhookUrl", "unknown key")]
    [InlineData("id: s, type: alertmanager", "sinks[0]", "url is missing")]
    [InlineData("id: s, type: alertmanager, url: 'http://am:9093/api/v2/alerts'", "sinks[0].url", "without /api/v2/alerts")]
    [InlineData("id: s, type: alertmanager, url: 'http://am:9093', resendEvery: 5s", "sinks[0].resendEvery", "at least 10s")]
    [InlineData("id: s, type: webhook, url: 'https://x', format: cloudevent", "sinks[0].format", "did you mean cloudevents?")]
    [InlineData("id: s, type: email, from: a@b.example, to: [a@b.example]", "sinks[0]", "smtp is missing")]
    [InlineData("id: s, type: email, smtp: { host: m }, to: [a@b.example]", "sinks[0]", "from is missing")]
    [InlineData("id: s, type: email, smtp: { host: m }, from: a@b.example", "sinks[0]", "to is missing")]
    [InlineData("id: s, type: email, smtp: { host: m }, from: a@b.example, to: []", "sinks[0].to", "1 to 50 addresses")]
    [InlineData("id: s, type: email, smtp: { host: m }, from: a@b.example, to: [nobody]", "sinks[0].to[0]", "is no address")]
    [InlineData("id: s, type: email, smtp: {}, from: a@b.example, to: [a@b.example]", "sinks[0].smtp", "host is missing")]
    [InlineData("id: s, type: email, smtp: { host: 'a b' }, from: a@b.example, to: [a@b.example]", "sinks[0].smtp.host", "is no host")]
    [InlineData("id: s, type: email, smtp: { host: m, port: 0 }, from: a@b.example, to: [a@b.example]", "sinks[0].smtp.port", "1 to 65535")]
    [InlineData("id: s, type: email, smtp: { host: m, tls: ssl }, from: a@b.example, to: [a@b.example]", "sinks[0].smtp.tls", "none of starttls, tls, none")]
    [InlineData("id: s, type: email, smtp: { host: m, tls: none, username: u, password: p }, from: a@b.example, to: [a@b.example]", "sinks[0].smtp.password", "never sent in clear")]
    [InlineData("id: s, type: email, smtp: { host: m, username: u }, from: a@b.example, to: [a@b.example]", "sinks[0].smtp", "belong together")]
    [InlineData("id: s, type: email, smtp: { host: m, ca: x }, from: a@b.example, to: [a@b.example]", "sinks[0].smtp.ca", "certificates in PEM")]
    [InlineData("id: s, type: email, smtp: { host: m, pasword: x }, from: a@b.example, to: [a@b.example]", "sinks[0].smtp.pasword", "did you mean password?")]
    [InlineData("id: s, type: webhook", "sinks[0]", "url is missing")]
    [InlineData("id: s, type: webhook, url: ftp://x", "sinks[0].url", "a URL with http or https is expected")]
    [InlineData("id: s, type: webhook, url: /path", "sinks[0].url", "a URL with http or https is expected")]
    [InlineData("id: s, type: webhook, url: 'https://user:pass@x'", "sinks[0].url", "a user or password")]
    [InlineData("id: s, type: webhook, url: 'https://x', secret: abc", "sinks[0].secret", "whsec_ and the base64 of 24 to 64 bytes")]
    [InlineData("id: s, type: webhook, url: 'https://x', secret: whsec_AAAA", "sinks[0].secret", "24 to 64 bytes")]
    [InlineData("id: s, type: webhook, url: 'https://x', secret: 'whsec_!AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'", "sinks[0].secret", "24 to 64 bytes")]
    [InlineData("id: s, type: webhook, url: 'https://x', routingKey: a", "sinks[0].routingKey", "unknown key")]
    [InlineData("id: s, type: flashduty", "sinks[0]", "integrationKey is missing")]
    [InlineData("id: s, type: pagerduty", "sinks[0]", "routingKey is missing")]
    [InlineData("id: s, type: console, events: []", "sinks[0].events", "never be told anything")]
    [InlineData("id: s, type: console, events: [trigered]", "sinks[0].events[0]", "did you mean triggered?")]
    [InlineData("id: s, type: console, events: [test]", "sinks[0].events[0]", "the sink's key tests")]
    [InlineData("id: s, type: console, when: 'severity > 1'", "sinks[0].when", "severity is one of")]
    [InlineData("id: s, type: console, allowPrivate: 1", "sinks[0].allowPrivate", "true or false")]
    [InlineData("id: s, type: console, tests: 1", "sinks[0].tests", "true or false")]
    public void Sink_mistake_is_told(string sink, string path, string message) => AssertError($"sinks:\n  - {{ {sink} }}", 2, path, message);

    [Theory]
    [InlineData("", 1, "document", "the document is empty")]
    [InlineData("# only a comment\n", 1, "document", "the document is empty")]
    [InlineData("{}", 1, "document", "the document is empty")]
    [InlineData("null", 1, "document", "the document is empty")]
    [InlineData("hello", 1, "document", "a map is expected: integrations, channels and sinks")]
    [InlineData("- a", 1, "document", "a map is expected")]
    [InlineData("integratons: []", 1, "integratons", "did you mean integrations?")]
    [InlineData("channels: []\nsystem: { channel: ops }", 2, "system.channel", "there is no channel \"ops\"")]
    [InlineData("channels: []\nsystem: { heartbeat: { every: 1m } }", 2, "system.heartbeat", "url is missing")]
    [InlineData("channels: []\nsystem: { heartbeat: { url: 'https://a.example', every: 1s } }", 2, "system.heartbeat.every", "10s to 1d is possible")]
    [InlineData("channels: []\nsystem: { heartbeat: { url: ftp } }", 2, "system.heartbeat.url", "a URL with http or https is expected")]
    [InlineData("channels: []\nsystem: { chanel: ops }", 2, "system.chanel", "did you mean channel?")]
    [InlineData("channels: {}", 1, "channels", "a list is expected")]
    [InlineData("channels: []\nchannels: []", 2, "channels", "the key comes twice, first on line 1")]
    [InlineData("channels: []\n---\nchannels: []", 2, "document", "a second document begins here")]
    [InlineData("channels: &a []", 1, "document", "anchors and aliases")]
    [InlineData("channels: [*a]", 1, "document", "")]
    [InlineData("channels: !!set {}", 1, "document", "tags aren't supported")]
    [InlineData("? [a]\n: b", 1, "document", "a key is a text")]
    [InlineData("channels:\n\t- id: a", 1, "document", "invalid tab")]
    [InlineData("channels: [", 1, "document", "not YAML")]
    [InlineData("channels: 'a", 1, "document", "not YAML")]
    [InlineData("channels: [[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]", 1, "document", "nested deeper than 16")]
    public void Document_mistake_is_told(string text, int line, string path, string message) => AssertError(text, line, path, message);

    [Theory]
    [InlineData("id: '${env:NONE}', type: console", "sinks[0].id", "the environment variable NONE isn't set")]
    [InlineData("id: '${file:/none}', type: console", "sinks[0].id", "the file /none can't be read")]
    [InlineData("id: '${env:EMPTY}', type: console", "sinks[0].id", "${env:EMPTY} is empty")]
    [InlineData("id: '${vault:x}', type: console", "sinks[0].id", "is ${env:NAME} or ${file:PATH}")]
    [InlineData("id: '${env:}', type: console", "sinks[0].id", "is ${env:NAME} or ${file:PATH}")]
    [InlineData("id: '${env:X', type: console", "sinks[0].id", "the } of a ${...} is missing")]
    [InlineData("id: '${env:ODD}', type: console", "sinks[0].id", "that ${env:ODD} names is no id")]
    [InlineData("id: s, type: '${env:ODD}'", "sinks[0].type", "unknown sink type")]
    [InlineData("id: s, type: console, tests: '${env:ODD}'", "sinks[0].tests", "true or false is expected")]
    [InlineData("id: s, type: console, when: '${env:ODD}'", "sinks[0].when", "not a condition")]
    [InlineData("id: s, type: console, events: ['${env:ODD}']", "sinks[0].events[0]", "one of triggered, escalated")]
    [InlineData("id: s, type: webhook, url: '${env:ODD}'", "sinks[0].url", "a URL with http or https is expected")]
    [InlineData("id: s, type: webhook, url: 'https://x', secret: '${env:ODD}'", "sinks[0].secret", "whsec_")]
    public void Reference_mistake_is_told_without_its_value(string sink, string path, string message)
    {
        var result = AssertError($"sinks:\n  - {{ {sink} }}", 2, path, message);

        Assert.All(result.Diagnostics, d => Assert.DoesNotContain("0DD", d.ToString("f"), StringComparison.Ordinal));
    }

    [Fact]
    public void Every_mistake_is_told()
    {
        var result = ConfigDocumentTests.Parse("""
            integrations:
              - id: A
                key: x
                channel: none
              - id: b
            channels:
              - { id: c, delay: x, sinks: [none] }
            sinks:
              - { id: s, type: none }
            """);

        Assert.Equal(
            ["2 integrations[0]", "2 integrations[0].id", "3 integrations[0].key", "4 integrations[0].channel", "5 integrations[1]", "5 integrations[1]", "5 integrations[1]", "7 channels[0].delay", "7 channels[0].sinks[0]", "9 sinks[0].type"],
            result.Diagnostics.Where(d => d.IsError).Select(d => $"{d.Line} {d.Path}"));
        Assert.Null(result.Config);
    }

    [Fact]
    public void Large_document_is_refused() =>
        AssertError("# " + new string('x', ConfigDocument.MaxLength), 1, "document", "larger than 1024 KiB");

    [Fact]
    public void Deep_nesting_is_refused_at_any_length() =>
        AssertError(new string('[', ConfigDocument.MaxLength - 1), 1, "document", "");

    [Fact]
    public void Alias_bomb_is_refused()
    {
        var bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + string.Concat(Enumerable.Range('b', 20).Select(c => $"{(char)c}: &{(char)c} [{string.Join(",", Enumerable.Repeat($"*{(char)(c - 1)}", 9))}]\n"));

        AssertError(bomb, 1, "document", "anchors and aliases");
    }

    [Fact]
    public void Countless_mistakes_are_cut()
    {
        var result = AssertError("sinks:\n" + string.Concat(Enumerable.Repeat("- x\n", 3000)), 1, "document", "more than 1000 findings");

        Assert.Equal(1001, result.Diagnostics.Count(d => d.IsError));
    }

    [Fact]
    public void Errors_are_told_however_many_warnings_there_are() =>
        AssertError("channels:\n" + string.Concat(Enumerable.Range(0, 3000).Select(i => $"- id: c{i}\n")) + "- id: X\n", 3002, "channels[3000].id", "is no id");

    [Fact]
    public void Countless_routes_are_refused() =>
        AssertError(
            "integrations:\n- id: a\n  routes:\n" + string.Concat(Enumerable.Range(0, 1_001).Select(i => $"  - {{ name: r{i}, channels: [c] }}\n")), 4, "integrations[0].routes", "at most 1000 routes");

    private static ConfigResult AssertError(string text, int line, string path, string message)
    {
        var result = ConfigDocumentTests.Parse(text);

        Assert.Null(result.Config);
        Assert.Contains(result.Diagnostics, d => d.IsError && d.Line == line && d.Path == path && d.Message.Contains(message, StringComparison.Ordinal));
        return result;
    }
}
