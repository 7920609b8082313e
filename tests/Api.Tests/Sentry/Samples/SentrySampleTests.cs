using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Router.Api.Sentry.Samples;

namespace Router.Api.Tests.Sentry.Samples;

public class SentrySampleTests
{
    private static readonly SentrySampleOptions Options = new()
    {
        EventId = new Guid("0f8fad5b-d9cb-469f-a165-70867728950e"),
        Timestamp = DateTimeOffset.FromUnixTimeSeconds(1_780_000_000),
    };

    public static TheoryData<string> AllNames => [.. SentrySample.Names];

    [Theory, MemberData(nameof(AllNames))]
    public void Body_of_every_name_is_json_in_ascii(string name)
    {
        var sample = SentrySample.Create(name, Options with { Title = "Größe: naïve \"quotes\"" });

        Assert.True(Ascii.IsValid(sample.Body.Span));
        using var body = JsonDocument.Parse(sample.Body);
        Assert.Equal(JsonValueKind.Object, body.RootElement.ValueKind);
    }

    [Theory, MemberData(nameof(AllNames))]
    public void Same_options_make_the_same_bytes_and_headers(string name)
    {
        var (first, second) = (SentrySample.Create(name, Options), SentrySample.Create(name, Options));

        Assert.Equal(first.Body.ToArray(), second.Body.ToArray());
        Assert.Equal(first.Headers, second.Headers);
    }

    [Theory]
    [InlineData("event_alert.triggered", "event_alert", "triggered")]
    [InlineData("metric_alert.critical", "metric_alert", "critical")]
    [InlineData("issue.archived", "issue", "archived")]
    [InlineData("activity_alert.status_regression", "activity_alert", "triggered")]
    public void Resource_is_in_the_header_and_action_in_the_body(string name, string resource, string action)
    {
        var sample = SentrySample.Create(name, Options);

        Assert.Equal(resource, Header(sample, "Sentry-Hook-Resource"));
        Assert.Equal("1780000000", Header(sample, "Sentry-Hook-Timestamp"));
        Assert.Equal("application/json", Header(sample, "Content-Type"));
        Assert.Equal(action, Root(sample).GetProperty("action").GetString());
    }

    [Theory]
    [InlineData("issue.resolved", "resolved", null)]
    [InlineData("issue.unresolved", "unresolved", "regressed")]
    [InlineData("issue.ignored", "ignored", "archived_until_escalating")]
    [InlineData("activity_alert.status_resolved", "resolved", null)]
    [InlineData("activity_alert.status_escalating", "unresolved", "escalating")]
    public void Issue_carries_the_status_after_the_change(string name, string status, string? substatus)
    {
        var issue = Root(SentrySample.Create(name, Options)).GetProperty("data").GetProperty("issue");

        Assert.Equal(status, issue.GetProperty("status").GetString());
        Assert.Equal(substatus, issue.GetProperty("substatus").GetString());
    }

    [Fact]
    public void Trigger_and_resolve_speak_of_the_same_issue_by_default()
    {
        var trigger = Root(SentrySample.Create("event_alert.triggered", Options)).GetProperty("data").GetProperty("event");
        var resolve = Root(SentrySample.Create("issue.resolved", Options)).GetProperty("data").GetProperty("issue");

        Assert.Equal(SentrySampleOptions.DefaultIssueId, trigger.GetProperty("issue_id").GetString());
        Assert.Equal(SentrySampleOptions.DefaultIssueId, resolve.GetProperty("id").GetString());
    }

    [Fact]
    public void Event_alert_carries_what_the_options_say()
    {
        var sample = SentrySample.Create("event_alert.triggered", Options with
        {
            IssueId = "99",
            Organization = "o",
            Project = "p",
            Environment = "staging",
            Level = "fatal",
            Title = "T: v",
            Rule = "R",
            Tags = [new("customer", "c1")],
        });
        var data = Root(sample).GetProperty("data");
        var evt = data.GetProperty("event");

        Assert.Equal("0f8fad5bd9cb469fa16570867728950e", evt.GetProperty("event_id").GetString());
        Assert.Equal("99", evt.GetProperty("issue_id").GetString());
        Assert.Equal("staging", evt.GetProperty("environment").GetString());
        Assert.Equal("fatal", evt.GetProperty("level").GetString());
        Assert.Equal("T: v", evt.GetProperty("title").GetString());
        Assert.Equal(1_780_000_000, evt.GetProperty("received").GetDouble());
        Assert.Contains("/projects/o/p/events/", evt.GetProperty("url").GetString(), StringComparison.Ordinal);
        Assert.Contains(evt.GetProperty("tags").EnumerateArray(), t => t[0].GetString() == "customer" && t[1].GetString() == "c1");
        Assert.Equal("R", data.GetProperty("triggered_rule").GetString());
        Assert.False(data.TryGetProperty("issue_alert", out _));
    }

    [Fact]
    public void Test_has_the_alert_id_minus_one()
    {
        var data = Root(SentrySample.Create("event_alert.triggered", Options with { IsTest = true })).GetProperty("data");

        Assert.Equal(-1, data.GetProperty("issue_alert").GetProperty("id").GetInt32());
        Assert.Throws<ArgumentException>(() => SentrySample.Create("issue.resolved", Options with { IsTest = true }));
    }

    [Theory]
    [InlineData("critical", 20, false)]
    [InlineData("warning", 10, false)]
    [InlineData("open", 1, false)]
    [InlineData("resolved", 2, true)]
    public void Metric_alert_has_its_status_and_closing_date(string action, int status, bool closed)
    {
        var alert = Root(SentrySample.Create($"metric_alert.{action}", Options)).GetProperty("data").GetProperty("metric_alert");

        Assert.Equal(SentrySampleOptions.DefaultMetricAlertId, alert.GetProperty("id").GetString());
        Assert.Equal(status, alert.GetProperty("status").GetInt32());
        Assert.Equal(closed, alert.GetProperty("date_closed").ValueKind == JsonValueKind.String);
    }

    [Theory]
    [InlineData("event_alert.triggered", 6_000)]
    [InlineData("event_alert.triggered", 6_300)]
    [InlineData("legacy.triggered", 12_000)]
    [InlineData("event_alert.triggered", 200_000)]
    public void Target_size_is_met_within_a_frame(string name, int bytes)
    {
        var sample = SentrySample.Create(name, Options with { TargetBytes = bytes });

        Assert.InRange(sample.Body.Length, bytes - 1024, bytes + 1024);
    }

    [Fact]
    public void Assigned_is_done_by_a_person()
    {
        var root = Root(SentrySample.Create("issue.assigned", Options));

        Assert.Equal("user", root.GetProperty("actor").GetProperty("type").GetString());
        Assert.Equal("user", root.GetProperty("data").GetProperty("assignee").GetProperty("type").GetString());
    }

    [Fact]
    public void Legacy_has_neither_envelope_nor_hook_headers()
    {
        var sample = SentrySample.Create("legacy.triggered", Options);

        Assert.False(sample.IsSigned);
        Assert.DoesNotContain(sample.Headers, h => h.Key.StartsWith("Sentry-Hook", StringComparison.Ordinal));
        Assert.Equal("storefront", Root(sample).GetProperty("project_slug").GetString());
        Assert.Equal("Notify on new errors", Root(sample).GetProperty("triggering_rules")[0].GetString());
    }

    [Fact]
    public void Idempotency_key_differs_by_event_and_can_be_left_out()
    {
        var one = SentrySample.Create("event_alert.triggered", Options);
        var other = SentrySample.Create("event_alert.triggered", Options with { EventId = new Guid("0f8fad5b-d9cb-469f-a165-708677289501") });
        var without = SentrySample.Create("event_alert.triggered", Options with { WithIdempotencyKey = false });

        Assert.Matches("^[0-9a-f]{32}$", Header(one, "Idempotency-Key"));
        Assert.NotEqual(Header(one, "Idempotency-Key"), Header(other, "Idempotency-Key"));
        Assert.DoesNotContain(without.Headers, h => h.Key == "Idempotency-Key");
    }

    [Fact]
    public void Signature_is_the_hex_hmac_of_the_body()
    {
        var sample = SentrySample.Create("issue.created", Options);
        using var hmac = new HMACSHA256("s3cret"u8.ToArray());

        Assert.Equal(Convert.ToHexStringLower(hmac.ComputeHash(sample.Body.ToArray())), sample.Sign("s3cret"));
    }

    [Fact]
    public void Unknown_name_is_refused_with_the_known_ones()
    {
        var error = Assert.Throws<ArgumentException>(() => SentrySample.Create("issue.exploded", Options));

        Assert.Contains("issue.resolved", error.Message, StringComparison.Ordinal);
    }

    private static string Header(SentrySample sample, string name) => Assert.Single(sample.Headers, h => h.Key == name).Value;

    private static JsonElement Root(SentrySample sample) => JsonDocument.Parse(sample.Body).RootElement;
}
