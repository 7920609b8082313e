using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Router.Api.Sentry;
using static Router.Api.Tests.Sentry.SentryBodies;

namespace Router.Api.Tests.Sentry;

public sealed class SentryDecoderPropertyTests
{
    private static readonly (string? Resource, byte[] Body)[] Bodies =
    [
        ("event_alert", Bytes(EventAlert)), ("event_alert", Bytes(Occurrence)), ("metric_alert", Bytes(MetricAlert)),
        ("issue", Bytes(Issue)), ("activity_alert", Bytes(ActivityAlert)), (null, Bytes(Legacy)), ("error", Bytes(EventAlert)),
    ];

    private static readonly PayloadPaths Payload = new(["data.event.contexts.os.name", "data.event", "action"]);

    [Fact]
    public void Every_body_cut_off_anywhere_is_malformed()
    {
        foreach (var (resource, body) in Bodies)
        {
            for (var length = 0; length < body.Length; length++)
                Assert.IsType<DecodeResult.Malformed>(Decode.Run(resource, body[..length], payload: Payload));
        }
    }

    [Property(MaxTest = 2000)]
    public Property Mutated_bodies_never_throw_and_what_is_not_json_is_malformed() => Prop.ForAll(Mutations().ToArbitrary(), mutated =>
    {
        var (resource, body) = mutated;
        var result = Decode.Run(resource, body, payload: Payload);
        return result is DecodeResult.Malformed || IsJson(body);
    });

    [Property(MaxTest = 300)]
    public Property Random_bytes_never_throw() => Prop.ForAll<byte[]>(body => Decode.Run("event_alert", body) is DecodeResult.Malformed);

    [Property(MaxTest = 500)]
    public Property Any_json_value_at_any_path_gives_a_result() => Prop.ForAll(
        Gen.Elements(Paths).ToArbitrary(),
        Gen.Elements("null", "true", "0", "-1.5e9", "\"\"", "\"x\"", "[]", "[null,[],{},\"a\",[1],[[],[]]]", "{}", "{\"key\":\"a\",\"value\":[1]}").ToArbitrary(),
        (path, json) =>
        {
            foreach (var (resource, body) in Bodies)
                Assert.NotNull(Decode.Run(resource, Replace(body, path, json), payload: Payload));
        });

    private static readonly string[] Paths =
    [
        "action", "actor", "actor.name", "actor.type", "data", "data.event", "data.event.tags", "data.event.metadata", "data.event.received", "data.event.occurrence", "data.event.url",
        "data.metric_alert", "data.metric_alert.projects", "data.metric_alert.alert_rule", "data.issue", "data.issue.statusDetails", "data.issue.project", "data.activity", "data.alert",
        "event", "event.tags", "triggering_rules", "id", "project_slug",
    ];

    private static Gen<(string? Resource, byte[] Body)> Mutations() =>
        from source in Gen.Elements(Bodies)
        from edits in Gen.Choose(0, source.Body.Length - 1).SelectMany(_ => Gen.Choose(0, 255), (at, value) => (at, (byte)value)).ListOf(3)
        from drop in Gen.Choose(0, source.Body.Length)
        from length in Gen.Choose(0, 12)
        select (source.Resource, Mutate(source.Body, edits, drop, length));

    private static byte[] Mutate(byte[] body, IEnumerable<(int At, byte Value)> edits, int drop, int length)
    {
        var mutated = (byte[])body.Clone();
        foreach (var (at, value) in edits)
            mutated[at] = value;
        return [.. mutated[..drop], .. mutated[Math.Min(mutated.Length, drop + length)..]];
    }

    private static byte[] Replace(byte[] body, string path, string json)
    {
        try
        {
            return Bytes(Encoding.UTF8.GetString(body).With(path, json));
        }
        catch (InvalidOperationException)
        {
            return body;
        }
    }

    private static bool IsJson(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
