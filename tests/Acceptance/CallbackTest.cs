using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Router.Acceptance.Driver;
using Router.Api.Sentry.Samples;
using Router.Grains.Tests.Sinks.Servers;

namespace Router.Acceptance;

/// <summary>What people do in Slack and PagerDuty comes back in, when it is signed.</summary>
public sealed class CallbackTest : IDisposable
{
    private const string SigningSecret = "0123456789abcdef0123456789abcdef";
    private const string Key = $"web|issue|{SentrySampleOptions.DefaultIssueId}";
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);
    private readonly TempDirectory _directory = new();
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = Bound };

    public void Dispose()
    {
        _http.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task Slacks_buttons_acknowledge_snooze_and_resolve()
    {
        await using var slack = await SlackServer.StartAsync();
        await using var receiver = await TestReceiver.StartAsync();
        await using var router = await StartAsync(receiver, $$"""
            { id: chat, type: slack, botToken: "{{SlackServer.BotToken}}", signingSecret: "{{SigningSecret}}", channel: "{{SlackServer.ChannelName}}", url: "{{slack.Url}}", allowPrivate: true }
            """);
        using var sender = new SignedSender(SampleConfig.PushUrl(router), SampleConfig.ClientSecret);
        await sender.WarmUpAsync();
        (await sender.SendAsync("event_alert.triggered")).MustBeAccepted();
        var incident = (await HeardAsync(receiver, "incident.triggered")).IncidentId;
        await ButtonAsync(slack, incident, "router_acknowledge");

        Assert.Equal(HttpStatusCode.Unauthorized, await PressAsync(router, slack, "router_acknowledge", incident, "not-the-secret"));
        Assert.Equal(HttpStatusCode.OK, await PressAsync(router, slack, "router_acknowledge", incident));
        await HeardAsync(receiver, "incident.acknowledged");

        Assert.Equal(HttpStatusCode.OK, await PressAsync(router, slack, "router_snooze", $"{incident} 4"));
        var answer = await Eventually.FitsAsync(() => Task.FromResult(slack.Calls.FirstOrDefault(c => c.Method == "answer")), c => c.Method is not null, "the answer to the snooze", Bound);
        Assert.StartsWith("Snoozed until ", answer.Body.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal("ephemeral", answer.Body.GetProperty("response_type").GetString());

        Assert.Equal(HttpStatusCode.OK, await PressAsync(router, slack, "router_resolve", incident));
        Assert.Equal("Resolved", (await HeardAsync(receiver, "incident.resolved")).Incident.GetProperty("status").GetString());
        using var api = await ManagementClient.OfAsync(router);
        var acts = (await api.ListAsync("api/v1/audit")).Where(a => a.GetProperty("actor").GetString() == "slack:ann").Select(a => a.GetProperty("action").GetString()!);
        Assert.Equal(["incident_resolved", "incident_snoozed", "incident_acknowledged"], acts.Where(act => act.StartsWith("incident_", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task PagerDutys_webhooks_acknowledge_resolve_and_reopen()
    {
        await using var pager = await RecordingServer.StartAsync();
        await using var receiver = await TestReceiver.StartAsync();
        await using var router = await StartAsync(receiver, $$"""
            { id: pager, type: pagerduty, routingKey: "0123456789abcdef0123456789abcdef", signingSecret: "{{SigningSecret}}", url: "{{pager.Url}}v2/enqueue", allowPrivate: true }
            """);
        using var sender = new SignedSender(SampleConfig.PushUrl(router), SampleConfig.ClientSecret);
        await sender.WarmUpAsync();
        (await sender.SendAsync("event_alert.triggered")).MustBeAccepted();
        var incident = (await HeardAsync(receiver, "incident.triggered")).IncidentId;
        await pager.Calls.FirstAsync(c => c.Body.Contains(incident, StringComparison.Ordinal), "the event at PagerDuty", Bound);

        Assert.Equal(HttpStatusCode.Unauthorized, await TellAsync(router, "incident.acknowledged", incident, "01", "not-the-secret"));
        Assert.Equal(HttpStatusCode.OK, await TellAsync(router, "incident.acknowledged", incident, "02"));
        await HeardAsync(receiver, "incident.acknowledged");
        Assert.Equal(HttpStatusCode.OK, await TellAsync(router, "incident.resolved", incident, "03"));
        await HeardAsync(receiver, "incident.resolved");
        Assert.Equal(HttpStatusCode.OK, await TellAsync(router, "incident.reopened", incident, "04"));
        await HeardAsync(receiver, "incident.reopened");

        // What PagerDuty said itself is not said back to it.
        Assert.DoesNotContain(pager.Calls.Snapshot(), c => c.Body.Contains(incident, StringComparison.Ordinal) && !c.Body.Contains("\"event_action\":\"trigger\"", StringComparison.Ordinal));
    }

    private Task<RouterProcess> StartAsync(TestReceiver receiver, string sink)
    {
        var id = sink.Split("id: ")[1].Split(',')[0];
        var config = SampleConfig.For(receiver.Url).Replace("sinks: [hook]", $"sinks: [hook, {id}]", StringComparison.Ordinal);
        return RouterProcess.StartReadyAsync(new() { DataDirectory = _directory.File("data"), ConfigFile = _directory.Write("router.yaml", $"{config}  - {sink.Trim()}\n") });
    }

    private static Task<ReceivedWebhook> HeardAsync(TestReceiver receiver, string type) =>
        receiver.Calls.FirstAsync(c => c.Type == type && c.IssueKeys.Contains(Key), type, Bound);

    /// <summary>Waits for a message of the incident that has the button.</summary>
    private static Task ButtonAsync(SlackServer slack, string incident, string action) => Eventually.FitsAsync(
        () => Task.FromResult(slack.Messages.Values.Any(m => m.GetRawText() is var text && text.Contains($"\"{action}\"", StringComparison.Ordinal) && text.Contains($"\"value\":\"{incident}\"", StringComparison.Ordinal))),
        found => found, $"a message with the button {action}", Bound);

    private Task<HttpStatusCode> PressAsync(RouterProcess router, SlackServer slack, string action, string value, string secret = SigningSecret)
    {
        var chosen = action == "router_snooze" ? $$"""
            "selected_option":{"value":"{{value}}"}
            """ : $"\"value\":\"{value}\"";
        var payload = $$"""{"type":"block_actions","user":{"id":"U1","username":"ann"},"response_url":"{{new Uri(slack.Url, "answer")}}","actions":[{"action_id":"{{action}}","action_ts":"{{Guid.NewGuid():N}}",{{chosen}}}]}""";
        var form = $"payload={Uri.EscapeDataString(payload)}";
        var timestamp = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return PostAsync(new(router.Url, "integrations/slack/chat"), form, "application/x-www-form-urlencoded",
            ("X-Slack-Request-Timestamp", timestamp), ("X-Slack-Signature", $"v0={Hmac(secret, $"v0:{timestamp}:{form}")}"));
    }

    private Task<HttpStatusCode> TellAsync(RouterProcess router, string type, string incident, string id, string secret = SigningSecret)
    {
        var body = JsonSerializer.Serialize(new
        {
            @event = new { id, event_type = type, resource_type = "incident", agent = new { id = "PUSER", summary = "Ann Lee", type = "user_reference" }, data = new { id = "PINC", type = "incident", incident_key = incident } },
        });
        return PostAsync(new(router.Url, "integrations/pagerduty/pager"), body, "application/json", ("X-PagerDuty-Signature", $"v1={Hmac(secret, body)}"));
    }

    private async Task<HttpStatusCode> PostAsync(Uri url, string body, string type, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new StringContent(body, Encoding.UTF8, type) };
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        using var response = await _http.SendAsync(request);
        return response.StatusCode;
    }

    private static string Hmac(string secret, string text) => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(text)));
}
