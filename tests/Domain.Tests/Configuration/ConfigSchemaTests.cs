using System.Text.RegularExpressions;
using NJsonSchema;
using Router.Domain.Configuration;
using Router.Domain.Configuration.Reading;
using Router.Domain.Configuration.Yaml;

namespace Router.Domain.Tests.Configuration;

public class ConfigSchemaTests
{
    private const string Everything = """
        integrations:
          - { id: a, key: "0123456789abcdef", clientSecrets: [s], channel: c, lifecycle: { created: trigger }, sentry: { organization: acme, token: t } }
          - { id: b, key: "0123456789abcdeg", clientSecrets: [s], default: [c], routes: [{ name: r, channels: [c], set: { severity: Critical, labels: { team: x } } }] }
        channels:
          - id: c
            sinks: [console, webhook, flashduty, pagerduty, slack, bot, teams, alertmanager, email]
            flapping: { changes: 4 }
            inhibit: [{ source: 'true', target: 'true' }]
            quietHours: { days: [sat], from: "02:00", to: "04:00", timezone: Europe/Berlin }
        silences: [{ id: s, when: 'true', weekly: { days: [sat], from: "02:00", to: "04:00", timezone: Europe/Berlin } }]
        sinks:
          - { id: console, type: console }
          - { id: webhook, type: webhook, url: "https://a.example" }
          - { id: flashduty, type: flashduty, integrationKey: k }
          - { id: pagerduty, type: pagerduty, routingKey: k }
          - { id: slack, type: slack, webhookUrl: "https://a.example" }
          - { id: bot, type: slack, botToken: xoxb-1, channel: ops }
          - { id: teams, type: teams, url: "https://a.example", templates: { title: x } }
          - { id: alertmanager, type: alertmanager, url: "https://a.example", resendEvery: 2m }
          - { id: email, type: email, smtp: { host: mail.example }, from: a@a.example, to: [b@b.example] }
        system: { channel: c, heartbeat: { url: "https://a.example" } }
        """;

    [Fact]
    public async Task Starter_config_fits() =>
        Assert.Empty(await ErrorsAsync(StarterConfig.Render(new("web-key-0123456789", "websecret", "org-key-0123456789", "orgsecret"), new("http://localhost/schema/router.json"))));

    [Fact]
    public async Task Document_with_masks_and_references_fits() => Assert.Empty(await ErrorsAsync("""
        integrations: [{ id: "${env:ID}", key: "***", clientSecrets: ["***"], channel: c, enabled: "${env:ON}", rateLimit: "${file:rate}" }]
        sinks: [{ id: a, type: webhook, url: "***", secret: "***", events: [resolved] }]
        """));

    [Fact]
    public async Task Every_example_of_the_docs_fits()
    {
        var docs = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "docs", "configuration.md"));
        var examples = Regex.Matches(docs, "```yaml\n(.*?)```", RegexOptions.Singleline).Select(m => m.Groups[1].Value).ToList();

        Assert.NotEmpty(examples);
        foreach (var example in examples)
            Assert.Empty(await ErrorsAsync(example));
    }

    [Theory]
    [InlineData("nonsense: 1")]
    [InlineData("integrations: [{ id: A, key: 0123456789abcdef }]")]
    [InlineData("integrations: [{ id: a, key: short }]")]
    [InlineData("channels: [{ id: a, groupWindow: 1 hour }]")]
    [InlineData("channels: [{ sinks: [a] }]")]
    [InlineData("sinks: [{ id: a, type: fax }]")]
    [InlineData("system: { heartbeat: { every: 1m } }")]
    [InlineData("integrations: [{ id: a, key: 0123456789abcdef, sentry: { organization: 'a b', token: t } }]")]
    [InlineData("sinks: [{ id: a, type: console, events: [test] }]")]
    [InlineData("silences: [{ id: a, when: 'true', mode: hide }]")]
    public async Task What_the_check_refuses_does_not_fit(string text)
    {
        Assert.Contains(ConfigDocument.Parse(text, new FakeConfigValues()).Diagnostics, d => d.IsError);
        Assert.NotEmpty(await ErrorsAsync(text));
    }

    [Fact]
    public async Task Every_key_that_is_read_is_in_the_schema_and_no_other()
    {
        var known = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        void Add(string path, IReadOnlyList<string> keys)
        {
            var place = Regex.Replace(path, @"\[\d+\]", "[]");
            (known.TryGetValue(place, out var set) ? set : known[place] = new(StringComparer.Ordinal)).UnionWith(keys);
        }

        var reading = new ConfigReading(new(), new FakeConfigValues()) { OnRead = Add };
        DocumentReader.Read(YamlReader.Read(Everything, reading.Findings)!, reading);
        Assert.False(reading.Findings.HasErrors);

        var schema = await JsonSchema.FromJsonAsync(ConfigSchema.Json);
        Assert.Equal(17, known.Count);
        foreach (var (path, keys) in known)
            Assert.Equal(keys, At(schema, path).Properties.Keys.Order(StringComparer.Ordinal));
    }

    private static JsonSchema At(JsonSchema schema, string path)
    {
        foreach (var step in path == ConfigDiagnostic.WholeDocument ? [] : path.Split('.'))
        {
            schema = Plain(schema.Properties[step.TrimEnd('[', ']')]);
            if (step.EndsWith(']'))
                schema = Plain(schema.Item!);
        }

        return schema;
    }

    private static JsonSchema Plain(JsonSchema schema) => schema.ActualSchema.AllOf.Count == 1 ? schema.ActualSchema.AllOf.Single().ActualSchema : schema.ActualSchema;

    private static async Task<IEnumerable<string>> ErrorsAsync(string yaml) =>
        (await JsonSchema.FromJsonAsync(ConfigSchema.Json)).Validate(ConfigSecrets.ToJson(yaml)).Select(e => e.ToString());
}
