using Router.Api.Sentry;
using Router.Api.Sentry.Decoding;
using static Router.Api.Tests.Sentry.SentryBodies;

namespace Router.Api.Tests.Sentry;

/// <summary>Every field that the decoder reads, at every path of every resource, with values of every other type.</summary>
public sealed class SentryDecoderTypeTests
{
    /// <summary>Read only of the actions that they mean something for, or only whether they are there: a wrong one is left out.</summary>
    private static readonly string[] LeftOut =
    [
        "issue data.issue.substatus", "issue actor.id", "activity_alert actor.id", "activity_alert actor.type", "other action",
        .. from resource in (string[])["issue", "activity_alert"]
           from name in (string[])["inNextRelease", "inRelease", "inCommit", "ignoreUntil", "ignoreDuration"]
           select $"{resource} data.issue.statusDetails.{name}",
    ];

    /// <summary>What a body without a resource header is known by: without them it is no legacy body.</summary>
    private static readonly string[] LegacyMarks = ["event", "project"];

    public static TheoryData<string, string, string[]> Paths()
    {
        var data = new TheoryData<string, string, string[]>();
        foreach (var shape in BodyShape.All)
        {
            foreach (var (_, paths) in shape.Fields)
            {
                for (var i = 0; i < paths.Length; i++)
                    data.Add(shape.Resource, paths[i], paths[..i]);
            }
        }

        return data;
    }

    /// <param name="resource">The resource.</param>
    /// <param name="path">Where the value is.</param>
    /// <param name="preferred">The field's earlier places, which are taken away: the first that holds something counts.</param>
    [Theory]
    [MemberData(nameof(Paths))]
    public void Value_of_another_type_is_named(string resource, string path, string[] preferred)
    {
        var body = preferred.Aggregate(Body(resource), (text, other) => text.Without(other));
        foreach (var value in (string[])["true", "[[{}]]", "{\"a\":{}}", "7", "\"x\"", "null"])
        {
            var result = Decode.Run(resource == "legacy" ? null : resource, body.With(path, value));
            if (result is DecodeResult.Malformed malformed)
                Assert.Equal(resource == "legacy" && LegacyMarks.Contains(path) && value == "null" ? SentryHeaders.ResourceHeader : path, malformed.Field);
            else if (value == "true")
                Assert.Contains($"{resource} {path}", LeftOut);
        }
    }

    private static string Body(string resource) => resource switch
    {
        "event_alert" => EventAlert,
        "metric_alert" => MetricAlert,
        "issue" => Issue,
        "activity_alert" => ActivityAlert,
        "legacy" => Legacy,
        _ => """{"action":"created"}""",
    };
}
