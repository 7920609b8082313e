using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Router.Api.Sentry;
using Router.Domain.Alerts;
using static Router.Api.Tests.Sentry.SentryBodies;

namespace Router.Api.Tests.Sentry;

public sealed class SentryDecoderTextTests
{
    private const int MaxJson = 4096;

    public static TheoryData<string> Fillers { get; } = ["x", "\\\"", "\\u0007a", "é", "\\u4e2d", "中", "😀", "\\ud83d\\ude00", "<", "\\\\", "\\na", "a😀"];

    [Theory]
    [MemberData(nameof(Fillers))]
    public void Event_stays_under_4_KiB_of_json_whatever_its_texts_hold(string filler)
    {
        foreach (var (resource, body, paths) in Largest(string.Concat(Enumerable.Repeat(filler, 1000))))
        {
            var integration = Decode.Integration with { Id = new string('i', 64), Unsigned = resource is null };

            var result = Decode.Run(resource, SentryBodies.Bytes(body), integration, new PayloadPaths([.. paths]), new string('k', 128));

            var alert = Assert.IsType<DecodeResult.Decoded>(result).Event with { ReceivedAt = DateTimeOffset.MaxValue, SuppressedUntil = DateTimeOffset.MaxValue, Level = AlertLevel.Warning, Priority = AlertPriority.Medium };
            var json = JsonSerializer.SerializeToUtf8Bytes(alert);
            Assert.True(json.Length < MaxJson, $"{resource}: {json.Length}");
            Assert.True(json.Length > 3000, $"{resource}: only {json.Length}");
            Assert.DoesNotContain(Texts(alert), text => text.Any(char.IsSurrogate) && !IsWellFormed(text));
        }
    }

    [Fact]
    public void Event_of_usual_size_loses_nothing()
    {
        var tags = string.Join(',', Enumerable.Range(0, 20).Select(i => $"""["some.tag.{i}","a usual value {i}"]"""));

        var alert = Decode.Event("event_alert", EventAlert.With("data.event.tags", $"[{tags}]").With("data.event.message", $"\"{new string('m', 600)}\""));

        Assert.Equal((20, 600), (alert.Tags.Length, alert.Message!.Length));
    }

    [Fact]
    public void Control_characters_become_spaces_and_the_message_keeps_its_lines()
    {
        var body = EventAlert
            .With("data.event.title", """ "a\u0000b\r\nc\u001b[31m\u0085\u2028d" """)
            .With("data.event.message", """ "one\r\n\ttwo\u0007" """)
            .With("data.event.tags", """[["k\ney","v\u0001alue"]]""");

        var alert = Decode.Event("event_alert", body);

        Assert.Equal("a b  c [31m  d", alert.Title);
        Assert.Equal("one \n\ttwo", alert.Message);
        Assert.Equal<Tag>([new Tag("k ey", "v alue")], alert.Tags);
    }

    [Theory]
    [InlineData("""a\ud83d""", "a\ufffd")]
    [InlineData("""a\ud83dz""", "a\ufffdz")]
    [InlineData("""\ude00\ud83d""", "\ufffd\ufffd")]
    [InlineData("""\ud83d\ud83d\ude00""", "\ufffd😀")]
    [InlineData("""\ud83d\n""", "\ufffd")]
    [InlineData("""\"\\\/\b\f\t\u00e9""", "\"\\/   é")]
    public void Escapes_are_decoded_and_half_characters_replaced(string escaped, string expected)
    {
        var body = """{"action":"triggered","data":{"event":{"issue_id":1,"title":"TEXT"}}}""".Replace("TEXT", escaped, StringComparison.Ordinal);

        Assert.Equal(expected, Decode.Event("event_alert", body).Title);
    }

    [Fact]
    public void Blank_text_is_absent_and_the_next_place_is_taken()
    {
        var alert = Decode.Event("event_alert", EventAlert.With("data.event.title", "\" \\n \"").With("data.event.environment", "\"\""));

        Assert.Equal(("PaymentError", (string?)null), (alert.Title, alert.Environment));
    }

    [Fact]
    public void Payload_value_is_cut_at_256_characters() =>
        Assert.Equal(256, Decode.Event("event_alert", EventAlert.With("data.long", $"\"{new string('x', 1000)}\""), payload: new PayloadPaths(["data.long"])).Payload[0].Value.Length);

    private static IEnumerable<(string? Resource, string Body, string[] Payload)> Largest(string filler)
    {
        string[] names = ["title", "message", "culprit", "environment", "release", "platform", "level"];
        var text = $"\"{filler}\"";
        var tags = $"[{string.Join(',', Enumerable.Range(0, 80).Select(_ => $"[{text},{text}]"))}]";
        string[] payload = [.. Enumerable.Range(0, 4).Select(i => $"data.p{i}"), "title", "event.title"];

        var alert = names.Aggregate(EventAlert, (body, name) => body.With($"data.event.{name}", text)).With("data.event.tags", tags).With("data.triggered_rule", text).With("actor.name", text)
            .With("data.issue_alert.id", $"\"{new string('9', 128)}\"").With("data.event.event_id", text).With("data.event.issue_id", $"\"{new string('9', 128)}\"")
            .With("data.event.url", $"\"https://x/projects/{filler}/{filler}/\"").With("data.event.web_url", $"\"https://x/{filler}\"");
        yield return ("event_alert", Enumerable.Range(0, 4).Aggregate(alert, (body, i) => body.With($"data.p{i}", text)), payload);

        var metric = new[] { "description_text", "description_title", "metric_alert.alert_rule.name", "metric_alert.alert_rule.environment", "metric_alert.organization_id" }
            .Aggregate(MetricAlert, (body, path) => body.With($"data.{path}", text))
            .With("data.metric_alert.projects", $"[{string.Join(',', Enumerable.Range(0, 50).Select(_ => text))}]");
        yield return ("metric_alert", Enumerable.Range(0, 4).Aggregate(metric, (body, i) => body.With($"data.p{i}", text)), payload);

        var issue = new[] { "title", "culprit", "shortId", "substatus", "platform", "metadata.value", "project.slug" }.Aggregate(Issue, (body, path) => body.With($"data.issue.{path}", text))
            .With("action", "\"unresolved\"").With("actor.name", text);
        yield return ("issue", Enumerable.Range(0, 4).Aggregate(issue, (body, i) => body.With($"data.p{i}", text)), payload);

        var legacy = names.Aggregate(Legacy, (body, name) => body.With($"event.{name}", text)).With("event.tags", tags).With("triggering_rules", $"[{text}]").With("message", text).With("project_slug", text);
        yield return (null, legacy, payload);
    }

    private static IEnumerable<string> Texts(AlertEvent alert) =>
        JsonNode.Parse(JsonSerializer.Serialize(alert, Relaxed))!.AsObject().Where(p => p.Value is JsonValue v && v.GetValueKind() == JsonValueKind.String).Select(p => p.Value!.GetValue<string>())
            .Concat(alert.Tags.SelectMany(t => new[] { t.Key, t.Value }));

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static bool IsWellFormed(string text) => !text.EnumerateRunes().Any(rune => rune.Value == 0xfffd);
}
