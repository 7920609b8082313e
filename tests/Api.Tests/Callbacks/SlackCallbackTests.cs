using System.Globalization;
using System.Net;
using System.Text;
using Router.Api.Callbacks;
using Router.Domain.Actions;
using Router.Domain.Configuration;
using Router.Domain.Delivery;

namespace Router.Api.Tests.Callbacks;

public sealed class SlackCallbackTests
{
    private const string Secret = "8f742231b10e8888abcd99yyyzzz85a5";

    private static readonly SlackBotSinkConfig Bot = new()
    {
        Id = "hook",
        BotToken = "xoxb-1",
        Channel = "ops",
        SigningSecret = Secret,
        Url = new("https://slack.example/api/"),
        Events = [],
        Tests = true,
    };

    [Fact]
    public void Signature_is_that_of_slacks_documentation()
    {
        var body = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"u8;

        Assert.Equal("v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503", SlackSignature.Sign(body, 1531420618, Secret));
    }

    [Theory]
    [InlineData(ActionKind.Acknowledge)]
    [InlineData(ActionKind.Resolve)]
    [InlineData(ActionKind.Snooze)]
    public async Task Button_acts_on_the_incident(ActionKind kind)
    {
        await using var server = await CallbackServer.StartAsync(Bot);
        var id = server.Alerts.IncidentId();

        Assert.Equal(HttpStatusCode.OK, await PressAsync(server, kind, id));

        var (subject, action) = Assert.Single(server.Actions.Taken);
        Assert.Equal((id, kind, "slack:ann", "slack 1767323045.1"), (subject, action.Kind, action.Actor, action.Key));
        Assert.Equal(kind == ActionKind.Snooze ? server.Time.GetUtcNow().AddHours(4) : null, action.Until);
        Assert.Empty(server.Queues.Heard); // the message is to be edited
    }

    [Theory]
    [InlineData(ActionKind.Snooze, ActionReason.Snoozed, "Snoozed until 2026-01-02 07:04 UTC, unless it gets worse or ends.")]
    [InlineData(ActionKind.Acknowledge, ActionReason.NotOpen, "Nothing done: the incident has ended.")]
    public async Task Who_pressed_is_told_what_the_message_does_not_show(ActionKind kind, ActionReason reason, string text)
    {
        await using var server = await CallbackServer.StartAsync(Bot);
        server.Actions.Answer = reason;

        await PressAsync(server, kind, server.Alerts.IncidentId());

        Assert.Equal((new Uri("https://hooks.slack.com/actions/T1/2/3"), text), await server.Said.NextAsync());
    }

    [Theory]
    [InlineData("https://hooks.slack.com/actions/T1/2/3", true)]
    [InlineData("https://slack.example/answers", true)]
    [InlineData("http://hooks.slack.com/actions/T1/2/3", false)]
    [InlineData("https://hooks.slack.com:8443/x", false)]
    [InlineData("https://hooks.slack.com.example/x", false)]
    [InlineData("http://169.254.169.254/", false)]
    [InlineData("x", false)]
    [InlineData(null, false)]
    public void Answers_go_to_slack_alone(string? url, bool isTaken) => Assert.Equal(isTaken, SlackAnswers.Url(url, Bot) is not null);

    [Theory]
    [InlineData(0, true)]
    [InlineData(-299, true)]
    [InlineData(299, true)]
    [InlineData(-301, false)]
    [InlineData(301, false)]
    public async Task Call_may_be_five_minutes_old(int seconds, bool isTaken)
    {
        await using var server = await CallbackServer.StartAsync(Bot);

        var status = await PressAsync(server, ActionKind.Resolve, server.Alerts.IncidentId(), seconds: seconds);

        Assert.Equal(isTaken ? (HttpStatusCode.OK, 1) : (HttpStatusCode.Unauthorized, 0), (status, server.Actions.Taken.Count));
    }

    [Theory]
    [InlineData("v0=00")]
    [InlineData("v1=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503")]
    [InlineData("v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503")]
    [InlineData("v0=zz114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503")]
    [InlineData("")]
    public async Task Wrong_signature_is_refused(string signature)
    {
        await using var server = await CallbackServer.StartAsync(Bot);

        var status = await PressAsync(server, ActionKind.Resolve, server.Alerts.IncidentId(), signature: signature);

        Assert.Equal((HttpStatusCode.Unauthorized, 0), (status, server.Actions.Taken.Count));
    }

    [Fact]
    public async Task Incident_that_the_sink_was_not_told_of_is_left_alone()
    {
        await using var server = await CallbackServer.StartAsync(Bot with { Id = "other" });

        Assert.Equal(HttpStatusCode.OK, await PressAsync(server, ActionKind.Resolve, server.Alerts.IncidentId(), sink: "other"));

        Assert.Empty(server.Actions.Taken);
    }

    [Theory]
    [InlineData("payload=%7B%22type%22%3A%22view_submission%22%7D", HttpStatusCode.OK)]
    [InlineData("payload=%7B%22type%22%3A%22block_actions%22%2C%22actions%22%3A%5B%7B%22action_id%22%3A%22other%22%7D%5D%7D", HttpStatusCode.OK)]
    [InlineData("ssl_check=1", HttpStatusCode.OK)]
    [InlineData("payload=no", HttpStatusCode.BadRequest)]
    [InlineData("payload=%5B%5D", HttpStatusCode.BadRequest)]
    [InlineData("{}", HttpStatusCode.BadRequest)]
    [InlineData("payload=%7B%22type%22%3A%22block_actions%22%2C%22actions%22%3A%5B%7B%22action_id%22%3A%22router_snooze%22%2C%22selected_option%22%3A%7B%22value%22%3A%22x%209000%22%7D%7D%5D%7D", HttpStatusCode.BadRequest)]
    public async Task What_is_no_button_of_ours_acts_on_nothing(string form, HttpStatusCode status)
    {
        await using var server = await CallbackServer.StartAsync(Bot);

        Assert.Equal(status, await SendAsync(server, "hook", Encoding.UTF8.GetBytes(form), 0, null));
        Assert.Empty(server.Actions.Taken);
    }

    [Fact]
    public async Task Sink_without_secret_and_unknown_sink_are_not_found()
    {
        await using var server = await CallbackServer.StartAsync(Bot with { SigningSecret = null });

        Assert.Equal(HttpStatusCode.NotFound, await PressAsync(server, ActionKind.Resolve, server.Alerts.IncidentId()));
        Assert.Equal(HttpStatusCode.NotFound, await PressAsync(server, ActionKind.Resolve, server.Alerts.IncidentId(), sink: "none"));
    }

    [Fact]
    public async Task Large_body_is_refused()
    {
        await using var server = await CallbackServer.StartAsync(Bot);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await SendAsync(server, "hook", new byte[CallbackEndpoints.MaxBodyBytes + 1], 0, null));
    }

    private static Task<HttpStatusCode> PressAsync(CallbackServer server, ActionKind kind, string incident, int seconds = 0, string? signature = null, string sink = "hook")
    {
        var value = kind == ActionKind.Snooze ? $$"""
            "selected_option":{"value":"{{SlackButtons.SnoozeValue(incident, 4)}}"}
            """ : $"\"value\":\"{incident}\"";
        var payload = $$"""{"type":"block_actions","user":{"id":"U1","username":"ann"},"response_url":"https://hooks.slack.com/actions/T1/2/3","actions":[{"action_id":"{{SlackButtons.ActionId(kind)}}","action_ts":"1767323045.1",{{value}}}]}""";
        return SendAsync(server, sink, Encoding.UTF8.GetBytes($"payload={Uri.EscapeDataString(payload)}"), seconds, signature);
    }

    private static async Task<HttpStatusCode> SendAsync(CallbackServer server, string sink, byte[] body, int seconds, string? signature)
    {
        var timestamp = server.Time.GetUtcNow().AddSeconds(seconds).ToUnixTimeSeconds();
        return (await server.PostAsync(
            $"/integrations/slack/{sink}",
            body,
            (SlackSignature.TimestampHeader, timestamp.ToString(CultureInfo.InvariantCulture)),
            (SlackSignature.Header, signature ?? SlackSignature.Sign(body, timestamp, Secret)))).Status;
    }
}
