using System.Text;
using System.Text.Json.Nodes;

namespace Router.Api.Tests.Sentry;

/// <summary>Bodies in the shapes that Sentry sends, and edits of them by dotted path.</summary>
internal static class SentryBodies
{
    public const string EventAlert = """
        {
          "action": "triggered",
          "actor": {"type": "application", "id": "sentry", "name": "Sentry"},
          "data": {
            "event": {
              "_ref": 1, "_ref_version": 2,
              "contexts": {"browser": {"name": "Firefox", "version": "151.0", "type": "browser"}, "os": {"name": "Linux", "version": null, "beta": true, "build": 12}},
              "culprit": "checkout in pay",
              "datetime": "2026-01-02T03:04:05.678000Z",
              "environment": "production",
              "event_id": "c0ffee00c0ffee00c0ffee00c0ffee00",
              "exception": {"values": [{"type": "PaymentError", "value": "card declined", "stacktrace": {"frames": [{"lineno": 3, "vars": {"a": [1, {"b": null}]}}]}}]},
              "issue_url": "https://sentry.io/api/0/organizations/acme/issues/9000000001/",
              "issue_id": "9000000001",
              "level": "error",
              "message": "",
              "metadata": {"filename": "/pay.js", "type": "PaymentError", "value": "card declined"},
              "platform": "javascript",
              "project": 42,
              "received": 1767323045.678,
              "release": "web@1.2.3",
              "tags": [["browser", "Firefox 151.0"], ["customer", "globex"], ["level", "error"]],
              "timestamp": 1767323044.9,
              "title": "PaymentError: card declined",
              "type": "error",
              "url": "https://sentry.io/api/0/projects/acme/payments/events/c0ffee00c0ffee00c0ffee00c0ffee00/",
              "user": {"ip_address": "192.0.2.1"},
              "web_url": "https://sentry.io/organizations/acme/issues/9000000001/events/c0ffee00c0ffee00c0ffee00c0ffee00/"
            },
            "triggered_rule": "Payments are failing",
            "issue_alert": {"id": 77, "title": "Payments are failing", "sentry_app_id": 5, "settings": [{"name": "channel", "value": "#ops"}]}
          },
          "installation": {"uuid": "5a5a5a5a-0000-4000-8000-5a5a5a5a5a5a"}
        }
        """;

    public const string MetricAlert = """
        {
          "action": "critical",
          "actor": {"type": "application", "id": "sentry", "name": "Sentry"},
          "data": {
            "description_text": "250 events in the last 10 minutes\nFilter: level:error",
            "description_title": "Critical: Too many errors",
            "metric_alert": {
              "activities": null,
              "alert_rule": {
                "id": "10000000007", "name": "Too many errors", "organization_id": "5", "environment": "production", "projects": ["payments", "web"],
                "aggregate": "count()", "dataset": "events", "triggers": [{"id": "1", "label": "critical", "alert_threshold": 100.0, "actions": []}]
              },
              "date_closed": null, "date_started": "2026-01-02T03:00:00Z",
              "id": "10000000004", "identifier": "10000000004", "organization_id": "5", "projects": ["payments", "web"],
              "status": 20, "status_method": 3, "title": "Too many errors", "type": 2
            },
            "web_url": "https://sentry.io/organizations/acme/alerts/rules/details/7/"
          },
          "installation": {"uuid": "5a5a5a5a-0000-4000-8000-5a5a5a5a5a5a"}
        }
        """;

    public const string Issue = """
        {
          "action": "resolved",
          "actor": {"type": "user", "id": 12, "name": "Ada Lovelace"},
          "data": {
            "issue": {
              "url": "https://sentry.io/api/0/organizations/acme/issues/9000000001/",
              "web_url": "https://sentry.io/organizations/acme/issues/9000000001/",
              "id": "9000000001", "shareId": null, "shortId": "PAYMENTS-7X", "title": "PaymentError: card declined", "culprit": "checkout in pay",
              "permalink": "https://sentry.io/organizations/acme/issues/9000000001/",
              "level": "error", "status": "resolved", "statusDetails": {}, "substatus": null, "platform": "javascript",
              "project": {"id": "42", "name": "Payments", "slug": "payments", "platform": "javascript"},
              "type": "error", "metadata": {"type": "PaymentError", "value": "card declined"},
              "assignedTo": null, "priority": "high", "count": "7", "userCount": 3,
              "firstSeen": "2026-01-02T03:04:05.678000Z", "lastSeen": "2026-01-02T04:04:05.678000Z"
            },
            "resolution_type": "now"
          },
          "installation": {"uuid": "5a5a5a5a-0000-4000-8000-5a5a5a5a5a5a"}
        }
        """;

    public const string ActivityAlert = """
        {
          "action": "triggered",
          "actor": {"type": "application", "id": "sentry", "name": "Sentry"},
          "data": {
            "activity": {"type": "status_resolved", "details": {"user": {"id": 12, "name": "Ada Lovelace", "username": "ada"}}},
            "alert": {"id": 10, "title": "Tell us when it is over", "sentry_app_id": 2, "url": "https://sentry.io/api/0/x/", "settings": []},
            "issue": {
              "url": "https://sentry.io/api/0/organizations/acme/issues/9000000001/",
              "id": "9000000001", "shortId": "PAYMENTS-7X", "title": "PaymentError: card declined", "culprit": "checkout in pay",
              "permalink": null, "web_url": "https://sentry.io/organizations/acme/issues/9000000001/",
              "level": "warning", "status": "resolved", "statusDetails": {}, "substatus": null, "platform": "javascript",
              "project": {"id": "42", "slug": "payments"}, "metadata": {"title": "PaymentError"}, "priority": "low"
            }
          },
          "installation": {"uuid": "5a5a5a5a-0000-4000-8000-5a5a5a5a5a5a"}
        }
        """;

    public const string Legacy = """
        {
          "id": "31", "project": "payments", "project_name": "Payments", "project_slug": "payments", "logger": null, "level": "fatal",
          "culprit": "worker.run in main", "message": "Disk is full", "url": "https://sentry.example.com/acme/payments/issues/31/?referrer=webhooks_plugin",
          "triggering_rules": ["Disk"],
          "event": {
            "event_id": "0000aaaa0000aaaa0000aaaa0000aaaa", "id": 19293981000, "received": 1767323045.2, "release": null, "platform": "python",
            "sentry.interfaces.Message": {"message": "Disk is full"},
            "tags": [["environment", "staging"], ["sentry:release", "worker@9"], ["level", "fatal"]], "metadata": {"title": "Disk is full"}
          }
        }
        """;

    /// <summary>An issue alert for an occurrence (cron, uptime, metric, performance), whose event is nearly empty.</summary>
    public const string Occurrence = """
        {
          "action": "triggered",
          "data": {
            "event": {
              "event_id": "ab12ab12ab12ab12ab12ab12ab12ab12", "issue_id": 9000000002, "project": 42, "received": 1767323045, "level": null, "title": null, "culprit": "",
              "platform": "other", "tags": [["monitor.slug", "nightly"]], "metadata": {"title": "Cron failure: nightly"}, "environment": null,
              "url": "https://us.sentry.io/api/0/projects/acme/jobs/events/ab12ab12ab12ab12ab12ab12ab12ab12/",
              "web_url": "https://acme.sentry.io/issues/9000000002/events/ab12ab12ab12ab12ab12ab12ab12ab12/",
              "occurrence": {
                "id": "b1", "projectId": 42, "eventId": "ab12", "fingerprint": ["x"], "issueTitle": "Cron failure: nightly", "subtitle": "Your monitor is failing: A missed check-in was detected",
                "evidenceData": {}, "evidenceDisplay": [{"name": "Failure reason", "value": "missed", "important": true}], "type": 4003, "detectionTime": 1767323044.5, "level": "error", "culprit": "missed"
              }
            },
            "triggered_rule": "Cron"
          }
        }
        """;

    /// <summary>A header value and a body, one per kind of body that makes an alert.</summary>
    public static TheoryData<string?, string> All { get; } = new()
    {
        { "event_alert", EventAlert },
        { "event_alert", Occurrence },
        { "metric_alert", MetricAlert },
        { "issue", Issue },
        { "activity_alert", ActivityAlert },
        { null, Legacy },
    };

    public static byte[] Bytes(string body) => Encoding.UTF8.GetBytes(body);

    /// <summary>The body with the value (JSON) at the path.</summary>
    public static string With(this string body, string path, string json) =>
        body.Edit(path, (parent, key) => parent[key] = JsonNode.Parse(json));

    public static string Without(this string body, string path) => body.Edit(path, (parent, key) => parent.Remove(key));

    private static string Edit(this string body, string path, Action<JsonObject, string> edit)
    {
        var root = JsonNode.Parse(body)!.AsObject();
        var parent = root;
        var keys = path.Split('.');
        foreach (var key in keys[..^1])
            parent = parent[key]?.AsObject() ?? (JsonObject)(parent[key] = new JsonObject())!;
        edit(parent, keys[^1]);
        return root.ToJsonString();
    }
}
