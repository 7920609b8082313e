using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Router.Domain.Delivery;
using Router.Grains.Sinks;
using Router.Grains.Tests.Sinks.Servers;

namespace Router.Grains.Tests.Sinks;

public sealed class SlackBotTests
{
    [Fact]
    public async Task Incident_is_one_message_that_is_edited_and_a_thread()
    {
        await using var slack = await SlackServer.StartAsync();
        await using var host = new SinkHost();

        var handle = (await SendAsync(host, slack, NotificationType.Triggered, 1, null)).Handle;
        var ts = Assert.Single(slack.Messages).Key;
        Assert.Equal($"{SlackServer.ChannelId}|{ts}", handle);
        Assert.Equal(["router_acknowledge", "router_resolve", "router_snooze"], Buttons(slack.Messages[ts]));

        await SendAsync(host, slack, NotificationType.Acknowledged, 2, handle);
        Assert.Equal(["router_resolve", "router_snooze"], Buttons(slack.Messages[ts]));
        Golden.Json("slack-bot.acknowledged", slack.Messages[ts].ToString());

        await SendAsync(host, slack, NotificationType.Escalated, 3, handle);
        await SendAsync(host, slack, NotificationType.Resolved, 4, handle);

        Assert.Equal(4, slack.Messages.Count);
        Assert.Equal([false, true, false], slack.Replies(ts).OrderBy(r => r.GetProperty("text").GetString()!.Contains("Resolved", StringComparison.Ordinal)).ThenBy(r => r.GetProperty("text").GetString()!.Contains("Escalated", StringComparison.Ordinal)).Select(r => r.GetProperty("reply_broadcast").GetBoolean()));
        Assert.Empty(Buttons(slack.Messages[ts]));
        Assert.StartsWith(":white_check_mark: Resolved:", slack.Messages[ts].GetProperty("text").GetString(), StringComparison.Ordinal);
        Golden.Json("slack-bot.resolved", slack.Messages[ts].ToString());
    }

    [Fact]
    public async Task Without_signing_secret_there_are_no_buttons()
    {
        await using var slack = await SlackServer.StartAsync();
        await using var host = new SinkHost();

        await host.SendAsync(SampleSinks.SlackBot(slack.Url) with { SigningSecret = null }, SampleNotifications.Of(NotificationType.Triggered));

        Assert.Empty(Buttons(Assert.Single(slack.Messages).Value));
    }

    [Theory]
    [InlineData(NotificationType.Test)]
    [InlineData(NotificationType.Resolved)]
    public async Task What_nobody_can_act_on_has_no_buttons(NotificationType type)
    {
        await using var slack = await SlackServer.StartAsync();
        await using var host = new SinkHost();

        await SendAsync(host, slack, type, 1, null);

        Assert.Empty(Buttons(Assert.Single(slack.Messages).Value));
    }

    [Theory]
    [InlineData("message_not_found")]
    [InlineData("cant_update_message")]
    [InlineData("edit_window_closed")]
    public async Task Message_that_is_lost_is_posted_anew(string error)
    {
        await using var slack = await SlackServer.StartAsync();
        await using var host = new SinkHost();
        slack.Fault = (method, _) => method == "chat.update" ? Json($$"""{"ok":false,"error":"{{error}}"}""") : null;

        var result = await SendAsync(host, slack, NotificationType.Escalated, 2, $"{SlackServer.ChannelId}|1.2");

        Assert.Equal((SinkVerdict.Delivered, $"{SlackServer.ChannelId}|{Assert.Single(slack.Messages).Key}"), (result.Verdict, result.Handle));
    }

    [Fact]
    public async Task Reply_that_fails_is_tried_again_and_posts_no_second_message()
    {
        await using var slack = await SlackServer.StartAsync();
        await using var host = new SinkHost();
        var handle = (await SendAsync(host, slack, NotificationType.Triggered, 1, null)).Handle;
        slack.Fault = (_, call) => call == 3 ? Status(500) : null;

        var failed = await SendAsync(host, slack, NotificationType.Resolved, 2, handle);
        var again = await SendAsync(host, slack, NotificationType.Resolved, 2, handle);

        Assert.Equal((SinkVerdict.Retry, FailureReason.ServerError), (failed.Verdict, failed.Reason));
        Assert.Equal(SinkVerdict.Delivered, again.Verdict);
        Assert.Equal(2, slack.Messages.Count);
    }

    [Theory]
    [InlineData("invalid_auth", SinkVerdict.Reject, FailureReason.Unauthorized)]
    [InlineData("token_revoked", SinkVerdict.Reject, FailureReason.Unauthorized)]
    [InlineData("missing_scope", SinkVerdict.Reject, FailureReason.Unauthorized)]
    [InlineData("not_in_channel", SinkVerdict.Reject, FailureReason.Unauthorized)]
    [InlineData("channel_not_found", SinkVerdict.Reject, FailureReason.Rejected)]
    [InlineData("invalid_blocks", SinkVerdict.Reject, FailureReason.Rejected)]
    [InlineData("msg_too_long", SinkVerdict.Reject, FailureReason.Rejected)]
    [InlineData("some_new_error", SinkVerdict.Reject, FailureReason.Rejected)]
    [InlineData("is_archived", SinkVerdict.Disable, FailureReason.Gone)]
    [InlineData("ratelimited", SinkVerdict.Retry, FailureReason.RateLimited)]
    [InlineData("internal_error", SinkVerdict.Retry, FailureReason.ServerError)]
    [InlineData("service_unavailable", SinkVerdict.Retry, FailureReason.ServerError)]
    public async Task Error_of_slack_decides_the_verdict(string error, SinkVerdict verdict, FailureReason reason)
    {
        await using var slack = await SlackServer.StartAsync();
        await using var host = new SinkHost();
        slack.Fault = (_, _) => Json($$"""{"ok":false,"error":"{{error}}"}""");

        var result = await SendAsync(host, slack, NotificationType.Triggered, 1, null);

        Assert.Equal((verdict, reason, $"chat.postMessage: {error}"), (result.Verdict, result.Reason, result.Detail));
    }

    [Theory]
    [InlineData("<html>captive portal</html>")]
    [InlineData("")]
    [InlineData("{\"ok\":true}")]
    [InlineData("[]")]
    public async Task Answer_that_is_not_slacks_is_refused(string answer)
    {
        await using var slack = await SlackServer.StartAsync();
        await using var host = new SinkHost();
        slack.Fault = (_, _) => Json(answer);

        var result = await SendAsync(host, slack, NotificationType.Triggered, 1, null);

        Assert.Equal((SinkVerdict.Reject, FailureReason.Rejected, null), (result.Verdict, result.Reason, result.Handle));
    }

    [Fact]
    public async Task Ten_megabytes_of_answer_are_refused()
    {
        await using var slack = await SlackServer.StartAsync();
        await using var host = new SinkHost();
        slack.Fault = (_, _) => Json($$"""{"ok":true,"channel":"C1","ts":"1.1","message":"{{new string('x', 10 << 20)}}"}""");

        Assert.Equal(SinkVerdict.Reject, (await SendAsync(host, slack, NotificationType.Triggered, 1, null)).Verdict);
    }

    [Fact]
    public async Task Rate_limit_of_http_is_honoured()
    {
        await using var slack = await SlackServer.StartAsync();
        await using var host = new SinkHost();
        slack.Fault = (_, _) => context =>
        {
            context.Response.StatusCode = 429;
            context.Response.Headers.RetryAfter = "30";
            return Task.CompletedTask;
        };

        var result = await SendAsync(host, slack, NotificationType.Triggered, 1, null);

        Assert.Equal((FailureReason.RateLimited, TimeSpan.FromSeconds(30)), (result.Reason, result.RetryAfter));
    }

    [Fact]
    public async Task Token_that_comes_back_is_not_shown()
    {
        await using var slack = await SlackServer.StartAsync();
        await using var host = new SinkHost();
        slack.Fault = (_, _) => context =>
        {
            context.Response.StatusCode = 400;
            return context.Response.WriteAsync($"bad {context.Request.Headers.Authorization}");
        };

        var result = await SendAsync(host, slack, NotificationType.Triggered, 1, null);

        Assert.Equal("bad Bearer ***", result.Detail);
        Assert.DoesNotContain(SampleSinks.BotToken, string.Join('\n', host.Log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public void Message_stays_within_the_limits()
    {
        var huge = SampleNotifications.Of(NotificationType.Triggered) with { Title = new('<', 5000), IncidentId = new string('a', 32) + "-123456" };
        using var body = JsonDocument.Parse(SlackMessage.Post("C1", huge, SinkHost.Links, hasButtons: true));
        using var reply = JsonDocument.Parse(new SlackMessage("C1", "1.1").Reply(huge));

        var actions = body.RootElement.GetProperty("attachments")[0].GetProperty("blocks").EnumerateArray().Last().GetProperty("elements");
        Assert.All(actions[2].GetProperty("options").EnumerateArray(), option => Assert.InRange(option.GetProperty("value").GetString()!.Length, 1, 75));
        Assert.InRange(reply.RootElement.GetProperty("text").GetString()!.Length, 1, 3000);
    }

    [Fact]
    public void Every_button_is_understood_again()
    {
        using var body = JsonDocument.Parse(SlackMessage.Post("C1", SampleNotifications.Of(NotificationType.Triggered), SinkHost.Links, hasButtons: true));
        var actions = body.RootElement.GetProperty("attachments")[0].GetProperty("blocks").EnumerateArray().Last().GetProperty("elements").EnumerateArray().ToArray();

        Assert.DoesNotContain(null, actions.Select(a => SlackButtons.Kind(a.GetProperty("action_id").GetString()!)));
        Assert.Equal((SampleNotifications.IncidentId, TimeSpan.Zero), SlackButtons.Read(actions[0].GetProperty("value").GetString()!));
        Assert.Equal(
            [1.0, 4.0, 24.0], actions[2].GetProperty("options").EnumerateArray().Select(o => SlackButtons.Read(o.GetProperty("value").GetString()!)!.Value.Snooze.TotalHours));
        Assert.Null(SlackButtons.Read($"{SampleNotifications.IncidentId} 9000"));
    }

    private static Task<SinkResult> SendAsync(SinkHost host, SlackServer slack, NotificationType type, long sequence, string? handle) =>
        host.SendAsync(SampleSinks.SlackBot(slack.Url), SampleNotifications.Of(type, sequence) with { Handle = handle });

    private static IEnumerable<string?> Buttons(JsonElement message) => message.GetProperty("attachments")[0].GetProperty("blocks").EnumerateArray()
        .Where(block => block.GetProperty("type").GetString() == "actions")
        .SelectMany(block => block.GetProperty("elements").EnumerateArray())
        .Select(element => element.GetProperty("action_id").GetString());

    private static RequestDelegate Json(string body) => context => context.Response.WriteAsync(body);

    private static RequestDelegate Status(int status) => context =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    };
}
