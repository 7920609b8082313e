using System.Net;
using System.Text;
using Router.Api.Callbacks;
using Router.Domain.Actions;
using Router.Domain.Configuration;
using Router.Domain.Delivery;

namespace Router.Api.Tests.Callbacks;

public sealed class PagerDutyCallbackTests
{
    private const string Secret = "the-secret-of-the-subscription";

    private static readonly PagerDutySinkConfig Pager = new()
    {
        Id = "hook",
        RoutingKey = new('0', 32),
        SigningSecret = Secret,
        Url = new("https://events.example/v2/enqueue"),
        Events = [],
        Tests = false,
    };

    [Theory]
    [InlineData("incident.acknowledged", ActionKind.Acknowledge, NotificationType.Acknowledged, "")]
    [InlineData("incident.resolved", ActionKind.Resolve, NotificationType.Resolved, ":Critical")]
    public async Task Persons_act_is_taken_and_not_sent_back(string type, ActionKind kind, NotificationType heard, string severity)
    {
        await using var server = await CallbackServer.StartAsync(Pager);
        var id = server.Alerts.IncidentId();

        var (status, body) = await SendAsync(server, Event(type, id + severity));

        Assert.Equal((HttpStatusCode.OK, """{"outcome":"accepted","reason":"acknowledged"}"""), (status, body));
        var (subject, action) = Assert.Single(server.Actions.Taken);
        Assert.Equal((id, kind, "pagerduty:Ann Lee", "pagerduty 01E1"), (subject, action.Kind, action.Actor, action.Key));
        Assert.Equal(($"{id[..32]}|hook", id, id + severity, heard), Assert.Single(server.Queues.Heard));
    }

    [Fact]
    public async Task Reopen_is_taken_and_told_again()
    {
        await using var server = await CallbackServer.StartAsync(Pager);
        var id = server.Alerts.IncidentId();

        await SendAsync(server, Event("incident.reopened", id));

        Assert.Equal((id, ActionKind.Reopen), (Assert.Single(server.Actions.Taken).Subject, server.Actions.Taken.Single().Action.Kind));
        Assert.Empty(server.Queues.Heard);
    }

    [Theory]
    [InlineData("""{"type":"events_api_v2_inbound_integration_reference","summary":"x"}""")]
    [InlineData("null")]
    public async Task Our_own_event_that_comes_back_changes_nothing(string agent)
    {
        await using var server = await CallbackServer.StartAsync(Pager);

        var (status, body) = await SendAsync(server, Event("incident.resolved", server.Alerts.IncidentId(), agent));

        Assert.Equal((HttpStatusCode.OK, """{"outcome":"ignored","reason":"own_change"}"""), (status, body));
        Assert.Empty(server.Actions.Taken);
        Assert.Empty(server.Queues.Heard);
    }

    [Theory]
    [InlineData("incident.triggered", "event_not_handled")]
    [InlineData("incident.unacknowledged", "event_not_handled")]
    [InlineData("pagey.ping", "event_not_handled")]
    public async Task Other_events_are_ignored(string type, string reason)
    {
        await using var server = await CallbackServer.StartAsync(Pager);

        Assert.Equal($$"""{"outcome":"ignored","reason":"{{reason}}"}""", (await SendAsync(server, Event(type, server.Alerts.IncidentId()))).Body);
    }

    [Theory]
    [InlineData("00000000000000000000000000000000-1")]
    [InlineData("somebody-elses")]
    public async Task Incident_that_is_not_ours_is_left_alone(string key)
    {
        await using var server = await CallbackServer.StartAsync(Pager);

        var (status, body) = await SendAsync(server, Event("incident.resolved", key));

        Assert.Equal((HttpStatusCode.OK, """{"outcome":"ignored","reason":"unknown"}"""), (status, body));
        Assert.Empty(server.Actions.Taken);
    }

    [Fact]
    public async Task Any_of_several_signatures_may_be_right()
    {
        await using var server = await CallbackServer.StartAsync(Pager);
        var body = Encoding.UTF8.GetBytes(Event("incident.resolved", server.Alerts.IncidentId()));
        var (right, wrong) = (PagerDutySignature.Sign(body, Secret), PagerDutySignature.Sign(body, "another"));

        Assert.Equal(HttpStatusCode.OK, (await PostAsync(server, body, $"{wrong},{right}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(server, body, $"v2=00, {right}")).Status);
        foreach (var signatures in new[] { wrong, $"{wrong},{wrong}", right.Replace("v1=", "v0=", StringComparison.Ordinal), "", right[..^1] })
            Assert.Equal(HttpStatusCode.Unauthorized, (await PostAsync(server, body, signatures)).Status);
        Assert.Equal(2, server.Actions.Taken.Count);
    }

    [Theory]
    [InlineData("no")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"event":{}}""")]
    [InlineData("""{"event":{"event_type":"\ud800"}}""")]
    public async Task What_is_no_webhook_is_refused(string body)
    {
        await using var server = await CallbackServer.StartAsync(Pager);

        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(server, body)).Status);
    }

    [Fact]
    public async Task Sink_without_secret_is_not_found()
    {
        await using var server = await CallbackServer.StartAsync(Pager with { SigningSecret = null });

        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(server, Event("incident.resolved", "x"))).Status);
    }

    private static string Event(string type, string key, string agent = """{"id":"P1","summary":"Ann Lee","type":"user_reference"}""") =>
        $$$"""{"event":{"id":"01E1","event_type":"{{{type}}}","resource_type":"incident","occurred_at":"2026-01-02T03:04:05Z","agent":{{{agent}}},"client":null,"data":{"id":"Q1","type":"incident","incident_key":"{{{key}}}","status":"resolved"} } }""";

    private static Task<(HttpStatusCode Status, string Body)> SendAsync(CallbackServer server, string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        return PostAsync(server, bytes, PagerDutySignature.Sign(bytes, Secret));
    }

    private static Task<(HttpStatusCode Status, string Body)> PostAsync(CallbackServer server, byte[] body, string signatures) =>
        server.PostAsync("/integrations/pagerduty/hook", body, (PagerDutySignature.Header, signatures));
}
