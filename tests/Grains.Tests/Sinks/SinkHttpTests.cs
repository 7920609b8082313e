using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Router.Domain.Delivery;
using Router.Grains.Sinks;

namespace Router.Grains.Tests.Sinks;

public sealed class SinkHttpTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(200, SinkVerdict.Delivered, null)]
    [InlineData(204, SinkVerdict.Delivered, null)]
    [InlineData(301, SinkVerdict.Reject, FailureReason.Redirected)]
    [InlineData(304, SinkVerdict.Reject, FailureReason.Redirected)]
    [InlineData(400, SinkVerdict.Reject, FailureReason.Rejected)]
    [InlineData(401, SinkVerdict.Reject, FailureReason.Unauthorized)]
    [InlineData(403, SinkVerdict.Reject, FailureReason.Unauthorized)]
    [InlineData(404, SinkVerdict.Reject, FailureReason.Rejected)]
    [InlineData(408, SinkVerdict.Retry, FailureReason.ServerError)]
    [InlineData(410, SinkVerdict.Disable, FailureReason.Gone)]
    [InlineData(425, SinkVerdict.Retry, FailureReason.ServerError)]
    [InlineData(429, SinkVerdict.Retry, FailureReason.RateLimited)]
    [InlineData(500, SinkVerdict.Retry, FailureReason.ServerError)]
    [InlineData(503, SinkVerdict.Retry, FailureReason.ServerError)]
    public async Task Status_decides_the_verdict(int status, SinkVerdict verdict, FailureReason? reason)
    {
        await using var receiver = await Receiver.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });
        await using var host = new SinkHost();

        var result = await SendAsync(host, receiver.Url);

        Assert.Equal((verdict, reason, status), (result.Verdict, result.Reason, result.StatusCode));
    }

    [Theory]
    [InlineData("120", 120)]
    [InlineData("0", 0)]
    [InlineData("1000000", 24 * 3600)]
    [InlineData("Thu, 01 Jan 2026 12:00:30 GMT", 30)]
    [InlineData("Thu, 01 Jan 2026 11:00:00 GMT", 0)]
    [InlineData("Thu, 01 Jan 2037 12:00:00 GMT", 24 * 3600)]
    [InlineData("soon", null)]
    public async Task Retry_after_is_read_in_both_forms_and_capped(string value, int? seconds)
    {
        await using var receiver = await Receiver.AnsweringAsync(429, "slow down", ("Retry-After", value));
        await using var host = new SinkHost();

        var result = await SendAsync(host, receiver.Url);

        Assert.Equal(seconds is { } s ? TimeSpan.FromSeconds(s) : null, result.RetryAfter);
        Assert.Equal("slow down", result.Detail);
    }

    [Fact]
    public async Task Redirect_is_not_followed()
    {
        await using var target = await Receiver.AnsweringAsync(200);
        await using var receiver = await Receiver.AnsweringAsync(307, "", ("Location", target.Url.ToString()));
        await using var host = new SinkHost();

        var result = await SendAsync(host, receiver.Url);

        Assert.Equal(FailureReason.Redirected, result.Reason);
        Assert.Empty(target.Requests);
    }

    [Fact]
    public async Task Hanging_receiver_times_out()
    {
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var receiver = await Receiver.StartAsync(context =>
        {
            arrived.SetResult();
            return UntilAbortedAsync(context);
        });
        await using var host = new SinkHost();

        var sending = SendAsync(host, receiver.Url);
        await arrived.Task.WaitAsync(Bound);
        host.Time.Advance(SinkHttp.AttemptTimeout);
        var result = await sending.WaitAsync(Bound);

        Assert.Equal((SinkVerdict.Retry, FailureReason.Timeout, true), (result.Verdict, result.Reason, result.MayHaveArrived));
    }

    [Fact]
    public async Task Dripping_answer_ends_with_the_attempt_and_keeps_its_status()
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var receiver = await Receiver.StartAsync(async context =>
        {
            context.Response.StatusCode = 500;
            await context.Response.WriteAsync("drip");
            await context.Response.Body.FlushAsync();
            begun.SetResult();
            await UntilAbortedAsync(context);
        });
        await using var host = new SinkHost();

        var sending = SendAsync(host, receiver.Url);
        await begun.Task.WaitAsync(Bound);
        host.Time.Advance(SinkHttp.AttemptTimeout);
        var result = await sending.WaitAsync(Bound);

        Assert.Equal(SinkVerdict.Retry, result.Verdict);
        Assert.True(result.Reason is FailureReason.ServerError or FailureReason.Timeout, $"{result.Reason}");
    }

    [Theory]
    [InlineData(200, SinkVerdict.Delivered)]
    [InlineData(500, SinkVerdict.Retry)]
    public async Task Ten_megabytes_of_answer_are_not_read(int status, SinkVerdict verdict)
    {
        await using var receiver = await Receiver.StartAsync(async context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentLength = 10 << 20;
            var block = new byte[64 * 1024];
            Array.Fill(block, (byte)'x');
            for (var i = 0; i < 160; i++)
                await context.Response.Body.WriteAsync(block, context.RequestAborted);
        });
        await using var host = new SinkHost();

        var result = await SendAsync(host, receiver.Url).WaitAsync(Bound);

        Assert.Equal(verdict, result.Verdict);
        Assert.True((result.Detail ?? "").Length <= 512);
    }

    [Fact]
    public async Task Reset_connection_is_retried_and_may_have_arrived()
    {
        await using var receiver = await Receiver.StartAsync(context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });
        await using var host = new SinkHost();

        var result = await SendAsync(host, receiver.Url);

        Assert.Equal((SinkVerdict.Retry, FailureReason.Network, true), (result.Verdict, result.Reason, result.MayHaveArrived));
    }

    [Fact]
    public async Task Closed_port_is_retried_and_cannot_have_arrived()
    {
        using var reserved = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        reserved.Bind(new IPEndPoint(IPAddress.Loopback, 0)); // bound, not listening: refuses
        await using var host = new SinkHost();

        var result = await SendAsync(host, new($"http://127.0.0.1:{((IPEndPoint)reserved.LocalEndPoint!).Port}/"));

        Assert.Equal((SinkVerdict.Retry, FailureReason.Network, false), (result.Verdict, result.Reason, result.MayHaveArrived));
    }

    [Fact]
    public async Task Unknown_name_is_retried()
    {
        await using var host = new SinkHost();

        var result = await SendAsync(host, new("http://receiver.invalid/"));

        Assert.Equal((SinkVerdict.Retry, FailureReason.Network), (result.Verdict, result.Reason));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("[::1]")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("0x7f.1")]
    [InlineData("2130706433")]
    [InlineData("169.254.169.254")]
    public async Task Private_address_is_refused_at_connect_time(string hostName)
    {
        await using var receiver = await Receiver.AnsweringAsync(200);
        await using var host = new SinkHost();

        var result = await host.SendAsync(
            SampleSinks.Webhook(new($"http://{hostName}:{receiver.Url.Port}/"), allowPrivate: false), SampleNotifications.Of(NotificationType.Triggered));

        Assert.Equal((SinkVerdict.Reject, FailureReason.PrivateAddress), (result.Verdict, result.Reason));
        Assert.Empty(receiver.Requests);
    }

    [Fact]
    public async Task Stopping_ends_the_attempt_early()
    {
        await using var receiver = await Receiver.StartAsync(UntilAbortedAsync);
        await using var host = new SinkHost();
        using var stopping = new CancellationTokenSource();

        var sending = host.SendAsync(SampleSinks.Webhook(receiver.Url), SampleNotifications.Of(NotificationType.Triggered), stopping.Token);
        await stopping.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending.WaitAsync(Bound));
    }

    [Theory]
    [InlineData("webhook")]
    [InlineData("flashduty")]
    [InlineData("pagerduty")]
    [InlineData("slack")]
    [InlineData("teams")]
    [InlineData("alertmanager")]
    public async Task Secrets_that_a_receiver_repeats_reach_no_result_and_no_log(string type)
    {
        await using var receiver = await Receiver.StartAsync(async context =>
        {
            context.Response.StatusCode = 400;
            await context.Response.WriteAsync($"no such key: {context.Request.Path}{context.Request.QueryString} {SampleSinks.RoutingKey} {SampleSinks.IntegrationKey} {SampleSinks.Secret}"
                .Replace(type == "webhook" ? "\0" : SampleSinks.Secret, "", StringComparison.Ordinal)
                .Replace(type == "pagerduty" ? "\0" : SampleSinks.RoutingKey, "", StringComparison.Ordinal)
                .Replace(type == "flashduty" ? "\0" : SampleSinks.IntegrationKey, "", StringComparison.Ordinal));
        });
        await using var host = new SinkHost();

        var result = await host.SendAsync(SampleSinks.Of(type, receiver.Url), SampleNotifications.Of(NotificationType.Triggered));

        var told = $"{result} {string.Join('\n', host.Log.Lines)}";
        Assert.Contains("no such key", told, StringComparison.Ordinal);
        foreach (var secret in (string[])["s3cretpath", "s3cretquery", SampleSinks.RoutingKey, SampleSinks.IntegrationKey, SampleSinks.Secret])
            Assert.DoesNotContain(secret, told, StringComparison.Ordinal);
    }

    private static Task<SinkResult> SendAsync(SinkHost host, Uri url) =>
        host.SendAsync(SampleSinks.Webhook(url), SampleNotifications.Of(NotificationType.Triggered));

    private static async Task UntilAbortedAsync(HttpContext context)
    {
        var aborted = new TaskCompletionSource();
        await using var registration = context.RequestAborted.Register(aborted.SetResult);
        await aborted.Task;
    }
}
