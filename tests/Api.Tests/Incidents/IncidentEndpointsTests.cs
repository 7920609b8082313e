using System.Net;
using System.Text.Json.Nodes;
using Router.Api.Tests.Management;
using Router.Domain.Actions;
using Router.Domain.Alerts;
using Router.Domain.Storage;

namespace Router.Api.Tests.Incidents;

public sealed class IncidentEndpointsTests(ManagementServer server) : IClassFixture<ManagementServer>
{
    private static readonly DateTimeOffset Seen = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Fact]
    public async Task Incidents_are_listed_with_every_field()
    {
        server.Index.Answer = _ => new([new(new("incident-record", "abc-1"), new()
        {
            Status = "Acknowledged", Severity = Severity.Critical, Title = "It broke", Channels = ["web"], FirstSeen = Seen, LastSeen = Seen, Count = 3,
        })], new(Seen, "abc-1"));

        var page = JsonNode.Parse(await server.Admin.GetStringAsync("/api/v1/incidents?status=Acknowledged&limit=1"))!;

        Assert.Equal(
            """{"id":"abc-1","channel":"web","status":"Acknowledged","severity":"Critical","title":"It broke","project":null,"environment":null,"rule":null,"startedAt":"2026-01-02T03:04:05Z","changedAt":"2026-01-02T03:04:05Z","issueCount":3}""",
            page["items"]![0]!.ToJsonString());
        Assert.NotNull(page["next"]);
        Assert.Equal("incident-record", server.Index.Asked!.Type);
    }

    [Fact]
    public async Task A_status_of_issues_only_is_a_400()
    {
        using var response = await server.Admin.GetAsync("/api/v1/incidents?status=Suppressed");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task An_incident_is_shown_with_what_it_told_and_what_it_held_back()
    {
        server.Rows.Clear();
        var alerts = new StoredAlerts(server.Rows);
        await alerts.TriggerAsync();
        await alerts.ActAsync(new() { Kind = ActionKind.Acknowledge, Actor = "Ann" });
        var id = alerts.IncidentId();

        var incident = JsonNode.Parse(await server.Admin.GetStringAsync($"/api/v1/incidents/{id}"))!;

        Assert.Equal(
            $$"""{"id":"{{id}}","channel":"web","status":"Acknowledged","severity":"Warning","title":"It broke","startedAt":"2026-01-02T03:04:05Z","endedAt":null,"snoozedUntil":null,"heldBack":null,"remindAt":null,"group":{},"sequence":2,"told":["hook"],"test":false,"previousId":null,"url":"https://router.example.com/incidents/{{id}}","issueCount":1,"""
            + """ "issues":[{"key":"web|issue|1","shortId":null,"status":"Acknowledged","severity":"Warning","title":"It broke","culprit":null,"project":"shop","environment":null,"rule":"New errors","count":1,"firstSeen":"2026-01-02T03:04:05Z","lastSeen":"2026-01-02T03:04:05Z","actor":"Ann","url":null}],"timeline":{"items":[""".TrimStart()
            + """{"at":"2026-01-02T03:04:06Z","action":null,"actor":"Ann","note":null,"until":null,"issue":"web|issue|1","change":"acknowledged","notification":{"type":"acknowledged","reason":"acknowledged","sequence":2,"sinks":[{"sink":"hook","suppressed":null}]},"suppressed":null,"heldBackBy":[],"configVersion":7,"receipt":"r4"},"""
            + """{"at":"2026-01-02T03:04:05Z","action":null,"actor":null,"note":null,"until":null,"issue":"web|issue|1","change":"opened","notification":{"type":"triggered","reason":"first_notification","sequence":1,"sinks":[{"sink":"hook","suppressed":null}]},"suppressed":null,"heldBackBy":[],"configVersion":7,"receipt":"r2"}],"next":null}}""",
            incident.ToJsonString());
    }

    [Fact]
    public async Task Open_incident_shows_what_its_issues_counted_since_they_last_told()
    {
        server.Rows.Clear();
        var alerts = new StoredAlerts(server.Rows);
        await alerts.TriggerAsync();
        alerts.Wait(TimeSpan.FromMinutes(1));
        await alerts.TriggerAsync();

        var issue = JsonNode.Parse(await server.Admin.GetStringAsync($"/api/v1/incidents/{alerts.IncidentId()}"))!["issues"]![0]!;

        Assert.Equal((2, "2026-01-02T03:05:06Z"), (issue["count"]!.GetValue<int>(), issue["lastSeen"]!.GetValue<string>()));
    }

    [Fact]
    public async Task An_incident_whose_place_was_taken_is_still_found()
    {
        server.Rows.Clear();
        var alerts = new StoredAlerts(server.Rows);
        await alerts.TriggerAsync();
        await alerts.ResolveAsync();
        var first = alerts.IncidentId();
        alerts.Wait(TimeSpan.FromHours(2));
        await alerts.TriggerAsync();

        var old = JsonNode.Parse(await server.Admin.GetStringAsync($"/api/v1/incidents/{first}"))!;
        var now = JsonNode.Parse(await server.Admin.GetStringAsync($"/api/v1/incidents/{alerts.IncidentId()}"))!;

        Assert.Equal("Resolved", old["status"]!.GetValue<string>());
        Assert.Equal("web|issue|1", old["issues"]![0]!["key"]!.GetValue<string>());
        Assert.Equal(["resolved", "first_notification"], old["timeline"]!["items"]!.AsArray().Select(item => item!["notification"]!["reason"]!.GetValue<string>()));
        Assert.Equal(first, now["previousId"]!.GetValue<string>());
        Assert.Single(now["timeline"]!["items"]!.AsArray());
    }

    [Theory]
    [InlineData("00000000000000000000000000000000-1")]
    [InlineData("00000000000000000000000000000000")]
    [InlineData("00000000000000000000000000000000-01")]
    [InlineData("0000000000000000000000000000000G-1")]
    [InlineData("00000000000000000000000000000000-99999999999")]
    [InlineData("' or 1=1 --")]
    public async Task An_unknown_id_is_a_404(string id)
    {
        server.Rows.Clear();
        using var response = await server.Admin.GetAsync($"/api/v1/incidents/{Uri.EscapeDataString(id)}");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }
}
