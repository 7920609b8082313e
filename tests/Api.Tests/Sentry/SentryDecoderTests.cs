using Router.Api.Sentry;
using Router.Domain.Alerts;
using Router.Domain.Configuration;
using static Router.Api.Tests.Sentry.SentryBodies;

namespace Router.Api.Tests.Sentry;

public sealed class SentryDecoderTests
{
    [Fact]
    public void Event_alert_is_a_trigger_with_all_that_it_carries()
    {
        var alert = Decode.Event("event_alert", EventAlert);

        Assert.Equal(new IssueKey("web|issue|9000000001"), alert.Issue);
        Assert.Equal(("web", AlertKind.Trigger, "event_alert", "triggered", Severity.Warning), (alert.Integration, alert.Kind, alert.Resource, alert.Action, alert.Severity));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1767323045), alert.OrderTime);
        Assert.Equal(Decode.Arrival, alert.ReceivedAt);
        Assert.Equal("c0ffee00c0ffee00c0ffee00c0ffee00", alert.EventId);
        Assert.Equal(("Payments are failing", "77"), (alert.Rule, alert.RuleId));
        Assert.Equal((AlertLevel.Error, (AlertPriority?)null), (alert.Level!.Value, alert.Priority));
        Assert.Equal("acme", alert.Organization);
        Assert.Equal<string>(["payments"], alert.Projects);
        Assert.Equal(("production", "web@1.2.3", "javascript"), (alert.Environment, alert.Release, alert.Platform));
        Assert.Equal(("PaymentError: card declined", "card declined", "checkout in pay"), (alert.Title, alert.Message, alert.Culprit));
        Assert.Equal("https://sentry.io/organizations/acme/issues/9000000001/events/c0ffee00c0ffee00c0ffee00c0ffee00/", alert.Url);
        Assert.Equal<Tag>([new("browser", "Firefox 151.0"), new("customer", "globex"), new("level", "error")], alert.Tags);
        Assert.Equal("Sentry", alert.Actor);
        Assert.False(alert.IsTest || alert.ResolvedInRelease);
    }

    [Fact]
    public void Occurrence_gives_title_message_level_and_culprit_that_the_event_lacks()
    {
        var alert = Decode.Event("event_alert", Occurrence);

        Assert.Equal("web|issue|9000000002", alert.Issue.Value);
        Assert.Equal(("Cron failure: nightly", "Your monitor is failing: A missed check-in was detected", "missed"), (alert.Title, alert.Message, alert.Culprit));
        Assert.Equal((AlertLevel.Error, "Cron", (string?)null), (alert.Level!.Value, alert.Rule, alert.RuleId));
        Assert.Equal<string>(["jobs"], alert.Projects);
        Assert.Equal(("acme", (string?)null), (alert.Organization, alert.Environment));
    }

    [Theory]
    [InlineData("critical", AlertKind.Level, Severity.Critical)]
    [InlineData("warning", AlertKind.Level, Severity.Warning)]
    [InlineData("open", AlertKind.Level, Severity.Warning)]
    [InlineData("resolved", AlertKind.Resolve, Severity.Ok)]
    public void Metric_alert_has_the_severity_of_its_action(string action, AlertKind kind, Severity severity)
    {
        var alert = Decode.Event("metric_alert", MetricAlert.With("action", $"\"{action}\""), Decode.Integration with { SeverityFrom = SeverityFrom.Level });

        Assert.Equal(new IssueKey("web|metric|10000000004"), alert.Issue);
        Assert.Equal((kind, severity, action), (alert.Kind, alert.Severity, alert.Action));
        Assert.Equal(Decode.Sent, alert.OrderTime);
    }

    [Fact]
    public void Metric_alert_carries_rule_projects_and_texts()
    {
        var alert = Decode.Event("metric_alert", MetricAlert);

        Assert.Equal(("Too many errors", "10000000007", "5"), (alert.Rule, alert.RuleId, alert.Organization));
        Assert.Equal<string>(["payments", "web"], alert.Projects);
        Assert.Equal(("Critical: Too many errors", "250 events in the last 10 minutes\nFilter: level:error"), (alert.Title, alert.Message));
        Assert.Equal(("production", "https://sentry.io/organizations/acme/alerts/rules/details/7/"), (alert.Environment, alert.Url));
    }

    [Fact]
    public void Metric_alert_without_organization_id_takes_the_slug_of_its_link()
    {
        var body = MetricAlert.Without("data.metric_alert.organization_id").Without("data.metric_alert.alert_rule.organization_id");

        Assert.Equal("acme", Decode.Event("metric_alert", body).Organization);
    }

    [Theory]
    [InlineData("10000000004", "web|metric|10000000004")]
    [InlineData("\"9223372036854775808123\"", "web|metric|9223372036854775808123")]
    public void Metric_alert_id_is_text_whatever_its_size_and_type(string id, string key) =>
        Assert.Equal(key, Decode.Event("metric_alert", MetricAlert.With("data.metric_alert.id", id)).Issue.Value);

    [Theory]
    [InlineData("resolved", AlertKind.Resolve, Severity.Ok)]
    [InlineData("unresolved", AlertKind.Reopen, Severity.Warning)]
    [InlineData("assigned", AlertKind.Acknowledge, Severity.Warning)]
    [InlineData("ignored", AlertKind.Suppress, Severity.Warning)]
    [InlineData("archived", AlertKind.Suppress, Severity.Warning)]
    public void Issue_changes_map_to_their_kind(string action, AlertKind kind, Severity severity)
    {
        var alert = Decode.Event("issue", Issue.With("action", $"\"{action}\""));

        Assert.Equal(new IssueKey("web|issue|9000000001"), alert.Issue);
        Assert.Equal((kind, severity, action, "Ada Lovelace"), (alert.Kind, alert.Severity, alert.Action, alert.Actor));
        Assert.Equal(("PAYMENTS-7X", "acme", AlertPriority.High), (alert.ShortId, alert.Organization, alert.Priority!.Value));
        Assert.Equal<string>(["payments"], alert.Projects);
        Assert.Equal("https://sentry.io/organizations/acme/issues/9000000001/", alert.Url);
        Assert.Equal(Decode.Sent, alert.OrderTime);
    }

    [Fact]
    public void Issue_created_triggers_only_when_the_lifecycle_says_so()
    {
        var body = Issue.With("action", "\"created\"");
        var on = Decode.Integration with { Lifecycle = new() { CreatedTriggers = true } };

        Assert.Equal(IngestReason.LifecycleOff, Decode.Ignored("issue", body).Reason);
        Assert.Equal(AlertKind.Trigger, Decode.Event("issue", body, on).Kind);
    }

    [Theory]
    [InlineData("unresolved")]
    [InlineData("assigned")]
    [InlineData("ignored")]
    [InlineData("archived")]
    public void Issue_change_that_the_lifecycle_switches_off_is_ignored(string action)
    {
        var off = Decode.Integration with { Lifecycle = new() { UnresolvedReopens = false, AssignedAcknowledges = false, ArchivedSuppresses = false } };

        Assert.Equal(new DecodeResult.Ignored(IngestReason.LifecycleOff, "issue", action), Decode.Run("issue", Issue.With("action", $"\"{action}\""), off));
    }

    [Theory]
    [InlineData("\"application\"")]
    [InlineData("null")]
    public void Issue_assigned_by_no_person_is_not_handled(string actorType) =>
        Assert.Equal(IngestReason.ActionNotHandled, Decode.Ignored("issue", Issue.With("action", "\"assigned\"").With("actor.type", actorType)).Reason);

    [Theory]
    [InlineData("data.issue.statusDetails", """{"inNextRelease": true}""", true)]
    [InlineData("data.issue.statusDetails", """{"inRelease": "web@2"}""", true)]
    [InlineData("data.issue.statusDetails", """{"inCommit": {"id": "abc"}}""", true)]
    [InlineData("data.issue.statusDetails", """{"inNextRelease": false}""", false)]
    [InlineData("data.issue.statusDetails", "null", false)]
    [InlineData("data.resolution_type", "\"in_next_release\"", true)]
    [InlineData("data.resolution_type", "\"in_release\"", true)]
    [InlineData("data.resolution_type", "\"in_commit\"", true)]
    [InlineData("data.resolution_type", "\"with_commit\"", true)]
    [InlineData("data.resolution_type", "\"with_third_party_app\"", false)]
    public void Issue_resolved_tells_whether_a_release_or_commit_bounds_it(string path, string json, bool bound) =>
        Assert.Equal(bound, Decode.Event("issue", Issue.With(path, json)).ResolvedInRelease);

    [Fact]
    public void Issue_detail_is_the_resolution_type_or_the_substatus()
    {
        Assert.Equal("now", Decode.Event("issue", Issue).Detail);
        Assert.Equal("regressed", Decode.Event("issue", Issue.With("action", "\"unresolved\"").With("data.issue.substatus", "\"regressed\"")).Detail);
    }

    [Theory]
    [InlineData("""{"ignoreUntil": "2026-01-05T00:00:00Z", "ignoreDuration": 5}""", "2026-01-05T00:00:00Z")]
    [InlineData("""{"ignoreUntil": "2026-01-05T00:00:00"}""", "2026-01-05T00:00:00Z")]
    [InlineData("""{"ignoreDuration": 60}""", "2026-01-02T04:04:59Z")]
    [InlineData("""{"ignoreDuration": "60"}""", "2026-01-02T04:04:59Z")]
    [InlineData("""{"ignoreUntil": "soon"}""", null)]
    [InlineData("""{"ignoreDuration": 1e300}""", null)]
    [InlineData("{}", null)]
    public void Issue_ignored_ends_when_sentry_says(string statusDetails, string? until)
    {
        var alert = Decode.Event("issue", Issue.With("action", "\"ignored\"").With("data.issue.statusDetails", statusDetails));

        Assert.Equal(until is null ? null : DateTimeOffset.Parse(until, null), alert.SuppressedUntil);
    }

    [Theory]
    [InlineData("status_resolved", AlertKind.Resolve, false)]
    [InlineData("status_resolved_by_age", AlertKind.Resolve, false)]
    [InlineData("status_resolved_in_release", AlertKind.Resolve, true)]
    [InlineData("status_resolved_in_commit", AlertKind.Resolve, true)]
    [InlineData("status_unresolved", AlertKind.Reopen, false)]
    [InlineData("status_regression", AlertKind.Reopen, false)]
    [InlineData("status_escalating", AlertKind.Reopen, false)]
    [InlineData("status_ignored", AlertKind.Suppress, false)]
    public void Activity_alert_maps_transitions_like_the_issue_webhooks(string type, AlertKind kind, bool inRelease)
    {
        var alert = Decode.Event("activity_alert", ActivityAlert.With("data.activity.type", $"\"{type}\""));

        Assert.Equal((kind, inRelease, type, "activity_alert"), (alert.Kind, alert.ResolvedInRelease, alert.Action, alert.Resource));
        Assert.Equal(("web|issue|9000000001", "Tell us when it is over", "10", "Ada Lovelace"), (alert.Issue.Value, alert.Rule, alert.RuleId, alert.Actor));
        Assert.Equal("https://sentry.io/organizations/acme/issues/9000000001/", alert.Url);
    }

    [Theory]
    [InlineData("appeared_in_pull_request")]
    [InlineData("seer_root_cause_completed")]
    [InlineData("seer_pr_created")]
    [InlineData("something_new")]
    public void Activity_alert_that_changes_no_status_is_not_handled(string type) =>
        Assert.Equal(
            new DecodeResult.Ignored(IngestReason.ActionNotHandled, "activity_alert", type),
            Decode.Run("activity_alert", ActivityAlert.With("data.activity.type", $"\"{type}\"")));

    [Fact]
    public void Legacy_body_is_a_trigger_of_an_unsigned_integration()
    {
        var alert = Decode.Event(null, Legacy);

        Assert.Equal(("web|issue|31", "legacy", "triggered", AlertKind.Trigger), (alert.Issue.Value, alert.Resource, alert.Action, alert.Kind));
        Assert.Equal(("acme", AlertLevel.Fatal, "Disk", "Disk is full"), (alert.Organization, alert.Level!.Value, alert.Rule, alert.Title));
        Assert.Equal<string>(["payments"], alert.Projects);
        Assert.Equal(("staging", "worker@9", "python", "worker.run in main"), (alert.Environment, alert.Release, alert.Platform, alert.Culprit));
        Assert.Equal(("0000aaaa0000aaaa0000aaaa0000aaaa", DateTimeOffset.FromUnixTimeSeconds(1767323045)), (alert.EventId, alert.OrderTime));
        Assert.False(alert.IsTest);
    }

    [Fact]
    public void Legacy_body_of_a_signed_integration_lacks_the_resource_header() =>
        Assert.Equal("Sentry-Hook-Resource", Decode.Malformed(null, Legacy, Decode.Integration).Field);

    [Theory]
    [InlineData("project_slug", true)]
    [InlineData("event", false)]
    public void Body_without_resource_that_is_not_the_plugins_is_malformed(string missing, bool alsoProject)
    {
        var body = Legacy.Without(missing);

        Assert.Equal("Sentry-Hook-Resource", Decode.Malformed(null, alsoProject ? body.Without("project") : body).Field);
    }

    [Theory]
    [InlineData("event_alert", "data.issue_alert.id", "-1")]
    [InlineData("event_alert", "data.issue_alert.id", "\"-1\"")]
    [InlineData("event_alert", "data.event.tags", """[["sample_event", "yes"]]""")]
    [InlineData("metric_alert", "data.metric_alert.alert_rule.id", "-1")]
    [InlineData("metric_alert", "data.metric_alert.id", "-1")]
    [InlineData("activity_alert", "data.alert.id", "-1")]
    [InlineData(null, "triggering_rules", """[""]""")]
    public void Tests_from_sentry_are_marked(string? resource, string path, string json)
    {
        var body = resource switch { "event_alert" => EventAlert, "metric_alert" => MetricAlert, "activity_alert" => ActivityAlert, _ => Legacy };

        Assert.False(Decode.Event(resource, body).IsTest);
        Assert.True(Decode.Event(resource, body.With(path, json)).IsTest);
    }

    [Theory]
    [InlineData("error", "created")]
    [InlineData("comment", "updated")]
    [InlineData("installation", "deleted")]
    [InlineData("seer", "pr_created")]
    [InlineData("preprod_artifact", "size_analysis_completed")]
    [InlineData("of_tomorrow", "whatever")]
    public void Other_resources_are_ignored(string resource, string action) =>
        Assert.Equal(new DecodeResult.Ignored(IngestReason.ResourceNotHandled, resource, action), Decode.Run(resource, $$"""{"action":"{{action}}","data":3}"""));

    [Fact]
    public void Other_resource_without_action_is_ignored_too() =>
        Assert.Equal(new DecodeResult.Ignored(IngestReason.ResourceNotHandled, "x??", null), Decode.Run("x\r\n", """{"action":7}"""));

    [Theory]
    [InlineData("event_alert", EventAlert)]
    [InlineData("metric_alert", MetricAlert)]
    [InlineData("issue", Issue)]
    [InlineData("activity_alert", ActivityAlert)]
    public void Other_actions_are_ignored(string resource, string body) =>
        Assert.Equal(
            new DecodeResult.Ignored(IngestReason.ActionNotHandled, resource, "of_tomorrow"),
            Decode.Run(resource, body.Without("data").With("action", "\"of_tomorrow\"")));

    [Theory]
    [InlineData("event_alert", "\"fatal\"", Severity.Critical)]
    [InlineData("event_alert", "\"error\"", Severity.Warning)]
    [InlineData("event_alert", "\"warning\"", Severity.Warning)]
    [InlineData("event_alert", "\"info\"", Severity.Info)]
    [InlineData("event_alert", "\"debug\"", Severity.Info)]
    [InlineData("event_alert", "\"sample\"", Severity.Info)]
    [InlineData("event_alert", "\"loud\"", Severity.Warning)]
    public void Severity_from_level_follows_the_level(string resource, string level, Severity severity)
    {
        var body = EventAlert.With("data.event.level", level);

        Assert.Equal(severity, Decode.Event(resource, body, Decode.Integration with { SeverityFrom = SeverityFrom.Level }).Severity);
        Assert.Equal(Severity.Warning, Decode.Event(resource, body).Severity);
    }

    [Fact]
    public void Level_is_taken_from_the_tag_when_the_event_has_none() =>
        Assert.Equal(AlertLevel.Error, Decode.Event("event_alert", EventAlert.Without("data.event.level")).Level);

    [Theory]
    [InlineData("\"high\"", Severity.Critical)]
    [InlineData("\"medium\"", Severity.Warning)]
    [InlineData("\"low\"", Severity.Info)]
    [InlineData("null", Severity.Warning)]
    public void Severity_from_priority_follows_the_priority(string priority, Severity severity)
    {
        var body = Issue.With("action", "\"unresolved\"").With("data.issue.priority", priority);

        Assert.Equal(severity, Decode.Event("issue", body, Decode.Integration with { SeverityFrom = SeverityFrom.Priority }).Severity);
    }

    [Theory]
    [InlineData("1767323045.999", "2026-01-02T03:04:05Z")]
    [InlineData("\"1767323045.1\"", "2026-01-02T03:04:05Z")]
    [InlineData("null", "2026-01-02T03:04:59Z")]
    [InlineData("-5", "2026-01-02T03:04:59Z")]
    [InlineData("1e300", "2026-01-02T03:04:59Z")]
    [InlineData("\"yesterday\"", "2026-01-02T03:04:59Z")]
    [InlineData("1999999999", "2026-01-02T03:05:00Z")]
    public void Order_time_is_received_else_sent_and_never_after_arrival(string received, string expected) =>
        Assert.Equal(DateTimeOffset.Parse(expected, null), Decode.Event("event_alert", EventAlert.With("data.event.received", received)).OrderTime);

    [Fact]
    public void Order_time_is_arrival_when_nothing_else_is_known()
    {
        var context = new DecodeContext(Decode.Integration, new SentryHeaders("issue", null, null), Decode.Arrival, PayloadPaths.None);

        var alert = Assert.IsType<DecodeResult.Decoded>(SentryDecoder.Decode(Bytes(Issue), context)).Event;

        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 5, 0, TimeSpan.Zero), alert.OrderTime);
    }

    [Fact]
    public void Payload_values_are_the_scalars_at_the_wanted_paths()
    {
        var paths = new PayloadPaths(
        [
            "data.event.contexts.os.name", "data.event.contexts.os.beta", "data.event.contexts.os.build", "data.event.contexts.os.version", "data.event.contexts.os",
            "data.event.exception.values.0.type", "data.event.exception.values.1.type", "data.event.tags.1.1", "data.event.title", "data.event.project", "data.event.title.deeper", "data.nothing.here",
        ]);

        Assert.Equal<PayloadValue>(
            [
                new("data.event.contexts.os.name", "Linux"), new("data.event.contexts.os.beta", "true"), new("data.event.contexts.os.build", "12"),
                new("data.event.exception.values.0.type", "PaymentError"), new("data.event.tags.1.1", "globex"),
                new("data.event.title", "PaymentError: card declined"), new("data.event.project", "42"),
            ],
            Decode.Event("event_alert", EventAlert, payload: paths).Payload);
    }

    [Fact]
    public void Payload_value_with_another_type_on_its_way_is_absent() =>
        Assert.Empty(Decode.Event("event_alert", EventAlert.With("data.event.contexts", "[1]"), payload: new PayloadPaths(["data.event.contexts.os.name", "data.event.contexts.1"])).Payload);

    [Theory]
    [InlineData("""{"customer":"globex","n":5,"x":null,"o":{}}""", "customer=globex,n=5")]
    [InlineData("""[{"key":"customer","value":"globex"},null,["a"],["b",null],["c",1,{}],7,{"value":"v"},[{"x":[1]},"y"]]""", "customer=globex,c=1")]
    [InlineData("null", "")]
    [InlineData("[]", "")]
    public void Tags_are_taken_in_every_shape(string tags, string expected) =>
        Assert.Equal(expected, string.Join(',', Decode.Event("event_alert", EventAlert.With("data.event.tags", tags)).Tags.Select(t => $"{t.Key}={t.Value}")));

    [Fact]
    public void Tags_are_at_most_fifty()
    {
        var tags = string.Join(',', Enumerable.Range(0, 80).Select(i => $"""["k{i}","v"]"""));

        Assert.Equal(50, Decode.Event("event_alert", EventAlert.With("data.event.tags", $"[{tags}]")).Tags.Length);
    }

    [Fact]
    public void Link_that_is_no_web_address_is_left_out() =>
        Assert.Null(Decode.Event("event_alert", EventAlert.With("data.event.web_url", "\"javascript:alert(1)\"")).Url);

    [Fact]
    public void Idempotency_key_is_kept() =>
        Assert.Equal("abc", Assert.IsType<DecodeResult.Decoded>(Decode.Run("issue", Bytes(Issue), idempotencyKey: "abc")).Event.IdempotencyKey);
}
