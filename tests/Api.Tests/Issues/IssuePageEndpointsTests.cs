using System.Net;
using System.Text.Json.Nodes;
using Router.Api.Tests.Management;
using Router.Domain.Actions;

namespace Router.Api.Tests.Issues;

public sealed class IssuePageEndpointsTests(ManagementServer server) : IClassFixture<ManagementServer>
{
    private const string Path = "/api/v1/issues/web%7Cissue%7C1";

    private async Task<StoredAlerts> HistoryAsync()
    {
        server.Rows.Clear();
        var alerts = new StoredAlerts(server.Rows);
        await alerts.TriggerAsync();
        await alerts.TriggerAsync();
        await alerts.ActAsync(new() { Kind = ActionKind.Acknowledge, Actor = "Ann", Reason = "on it" });
        await alerts.ActAsync(new() { Kind = ActionKind.Acknowledge, Actor = "Ann", Key = "again" });
        await alerts.ResolveAsync();
        return alerts;
    }

    private async Task<JsonNode> GetAsync(string path) => JsonNode.Parse(await server.Admin.GetStringAsync(path))!;

    [Fact]
    public async Task An_issue_is_shown_with_every_transition_and_its_receipt()
    {
        var alerts = await HistoryAsync();

        Assert.Equal(
            """{"key":"web|issue|1","shortId":null,"status":"Resolved","severity":"Ok","title":"It broke","culprit":null,"project":"shop","environment":null,"rule":"New errors","url":null,"count":2,"episode":1,"""
            + """ "firstSeen":"2026-01-02T03:04:05Z","lastSeen":"2026-01-02T03:04:06Z","actor":"Bob","channels":[{"channel":"web","severity":"Warning","incident":"ID"}],"timeline":{"items":[""".TrimStart()
            + """{"at":"2026-01-02T03:04:09Z","reason":"resolved","actor":"Bob","note":null,"source":"issue.resolved","severity":null,"suppressed":null,"receipt":"r7"},"""
            + """{"at":"2026-01-02T03:04:07Z","reason":"acknowledged","actor":"Ann","note":"on it","source":"api","severity":null,"suppressed":null,"receipt":"r4"},"""
            + """{"at":"2026-01-02T03:04:05Z","reason":"triggered","actor":null,"note":null,"source":"event_alert.triggered","severity":"Warning","suppressed":null,"receipt":"r1"}],"next":null}}""",
            (await server.Admin.GetStringAsync(Path)).Replace(alerts.IncidentId(), "ID", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_timeline_is_paged()
    {
        await HistoryAsync();
        var reasons = new List<string>();
        for (var next = ""; next is not null;)
        {
            var timeline = (await GetAsync($"{Path}?limit=1{(next.Length > 0 ? $"&cursor={next}" : "")}"))["timeline"]!;
            reasons.AddRange(timeline["items"]!.AsArray().Select(item => item!["reason"]!.GetValue<string>()));
            next = timeline["next"]?.GetValue<string>();
        }

        Assert.Equal(["resolved", "acknowledged", "triggered"], reasons);
    }

    [Fact]
    public async Task A_cursor_of_another_timeline_shows_nothing_of_it()
    {
        var alerts = await HistoryAsync();
        await alerts.TriggerAsync("2");
        using var response = await server.Admin.GetAsync($"{Path}?cursor=r9");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=201")]
    [InlineData("cursor=r0")]
    [InlineData("cursor=%27")]
    [InlineData("colour=red")]
    public async Task An_invalid_query_is_a_400(string query)
    {
        await HistoryAsync();
        using var response = await server.Admin.GetAsync($"{Path}?{query}");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Theory]
    [InlineData("web%7Cissue%7C2")]
    [InlineData("web%7Cissue%7C3")]
    [InlineData("..%2F..%2Fetc")]
    public async Task What_lists_do_not_show_is_a_404(string key)
    {
        var alerts = await HistoryAsync();
        await alerts.ResolveAsync("3");
        using var response = await server.Admin.GetAsync($"/api/v1/issues/{key}");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }
}
