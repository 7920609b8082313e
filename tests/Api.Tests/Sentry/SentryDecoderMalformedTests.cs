using System.Text;
using static Router.Api.Tests.Sentry.SentryBodies;

namespace Router.Api.Tests.Sentry;

public sealed class SentryDecoderMalformedTests
{
    [Theory]
    [InlineData("event_alert", EventAlert, "action")]
    [InlineData("event_alert", EventAlert, "data")]
    [InlineData("event_alert", EventAlert, "data.event")]
    [InlineData("event_alert", EventAlert, "data.event.issue_id")]
    [InlineData("metric_alert", MetricAlert, "data.metric_alert")]
    [InlineData("metric_alert", MetricAlert, "data.metric_alert.id")]
    [InlineData("issue", Issue, "data.issue")]
    [InlineData("issue", Issue, "data.issue.id")]
    [InlineData("activity_alert", ActivityAlert, "data.activity.type")]
    [InlineData("activity_alert", ActivityAlert, "data.issue.id")]
    [InlineData(null, Legacy, "id")]
    public void Field_that_makes_the_identity_is_named_when_missing_or_null(string? resource, string body, string path)
    {
        Assert.Equal($"{path} is missing", Decode.Malformed(resource, body.Without(path)).ToString());
        Assert.Equal($"{path} is null", Decode.Malformed(resource, body.With(path, "null")).ToString());
    }

    [Theory]
    [InlineData("data", "3", "data must be an object, but is a number")]
    [InlineData("data.event", "[]", "data.event must be an object, but is a list")]
    [InlineData("data.event.metadata", "\"x\"", "data.event.metadata must be an object, but is a string")]
    [InlineData("data.event.title", "{}", "data.event.title must be a string, but is an object")]
    [InlineData("data.event.level", "40", "data.event.level must be a string, but is a number")]
    [InlineData("data.event.environment", "true", "data.event.environment must be a string, but is a boolean")]
    [InlineData("data.event.received", "[]", "data.event.received must be a number, but is a list")]
    [InlineData("data.event.tags", "\"a\"", "data.event.tags must be a list of pairs, but is a string")]
    [InlineData("data.event.issue_id", "{}", "data.event.issue_id must be a string, but is an object")]
    [InlineData("data.event.issue_id", "\"\"", "data.event.issue_id is blank")]
    [InlineData("data.event.issue_id", "\"a|b\"", "data.event.issue_id must be an id: 1 to 128 of A-Z a-z 0-9 _ . : -")]
    [InlineData("data.triggered_rule", "{}", "data.triggered_rule must be a string, but is an object")]
    [InlineData("action", "1", "action must be a string, but is a number")]
    [InlineData("actor", "1", "actor must be an object, but is a number")]
    public void Field_of_another_type_is_named(string path, string json, string message) =>
        Assert.Equal(message, Decode.Malformed("event_alert", EventAlert.With(path, json)).ToString());

    [Theory]
    [InlineData("\"payments\"", "must be a list of strings, but is a string")]
    [InlineData("[{}]", "must be a list of strings, but holds an object")]
    public void Projects_of_a_metric_alert_are_a_list_of_strings(string json, string problem) =>
        Assert.Equal($"data.metric_alert.projects {problem}", Decode.Malformed("metric_alert", MetricAlert.With("data.metric_alert.projects", json)).ToString());

    [Fact]
    public void Id_of_more_than_128_characters_is_malformed() =>
        Assert.Equal("data.issue.id", Decode.Malformed("issue", Issue.With("data.issue.id", $"\"{new string('1', 129)}\"")).Field);

    [Theory]
    [InlineData("", "body is empty")]
    [InlineData("[]", "body must be a JSON object, but is a list")]
    [InlineData("\"a\"", "body must be a JSON object, but is a string")]
    [InlineData("null", "body must be a JSON object, but is null")]
    [InlineData("{", "body is not JSON, or is cut off: line 1, byte 2")]
    [InlineData("hello", "body is not JSON, or is cut off: line 1, byte 1")]
    [InlineData("{}\n{}", "body is not JSON, or is cut off: line 2, byte 1")]
    [InlineData("{\"a\":\"\u0001\"}", "body is not JSON, or is cut off: line 1, byte 7")]
    public void Body_that_is_no_json_object_is_said_so(string body, string message) =>
        Assert.Equal(message, Decode.Malformed("event_alert", body).ToString());

    [Theory]
    [InlineData("error")]
    [InlineData("event_alert")]
    public void Body_that_is_not_json_is_malformed_whatever_the_resource(string resource) => Assert.Equal("body", Decode.Malformed(resource, "{]").Field);

    [Fact]
    public void Body_that_is_not_utf8_is_malformed()
    {
        var body = Encoding.Latin1.GetBytes(EventAlert.With("data.event.title", "\"x\"").Replace("\"x\"", "\"\u00e9\"", StringComparison.Ordinal));

        Assert.Equal("body is not valid UTF-8", Decode.Run("event_alert", body).ToString());
    }

    [Theory]
    [InlineData('[', ']')]
    [InlineData('{', '}')]
    public void Body_that_nests_too_deep_is_malformed(char open, char close)
    {
        var deep = open == '['
            ? new string(open, 100_000) + new string(close, 100_000)
            : string.Concat(Enumerable.Repeat("{\"a\":", 100_000)) + "1" + new string(close, 100_000);

        Assert.Equal("body nests deeper than 256 levels", Decode.Malformed("event_alert", """{"action":"triggered","data":{"event":{"extra":""" + deep + "}}}").ToString());
    }

    [Theory]
    [InlineData("""{"action":"triggered","action":"resolved","data":{"event":{"issue_id":1}}}""", "action")]
    [InlineData("""{"action":"triggered","data":{"event":{"issue_id":1}},"data":{"event":{"issue_id":2}}}""", "data")]
    [InlineData("""{"action":"triggered","data":{"event":{"issue_id":1,"issue_\u0069d":2}}}""", "data.event.issue_id")]
    public void Key_that_is_read_and_comes_twice_is_malformed(string body, string field) =>
        Assert.Equal($"{field} comes more than once", Decode.Malformed("event_alert", body).ToString());

    [Fact]
    public void Key_that_is_not_read_may_come_twice() =>
        Assert.Equal("web|issue|1", Decode.Event("event_alert", """{"x":1,"x":2,"\u0061ction":"triggered","data":{"event":{"y":1,"issue_id":1,"y":2}}}""").Issue.Value);
}
