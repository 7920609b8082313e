using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Router.Domain.Delivery;
using Router.Grains.Sinks;

namespace Router.Grains.Tests.Sinks;

public sealed class WebhookSinkTests
{
    [Fact]
    public async Task Webhook_is_signed_as_standard_webhooks_say()
    {
        await using var receiver = await Receiver.AnsweringAsync(204);
        await using var host = new SinkHost();

        await host.SendAsync(SampleSinks.Webhook(receiver.Url), SampleNotifications.Of(NotificationType.Triggered, 7));

        var request = Assert.Single(receiver.Requests);
        Assert.Equal($"{SampleNotifications.IncidentId}-7-ops", request.Headers["webhook-id"]);
        Assert.Equal("1767268800", request.Headers["webhook-timestamp"]);
        var signed = $"{request.Headers["webhook-id"]}.{request.Headers["webhook-timestamp"]}.{request.Body}";
        var key = Convert.FromBase64String(SampleSinks.Secret["whsec_".Length..]);
        Assert.Equal("v1," + Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(signed))), request.Headers["webhook-signature"]);
    }

    /// <summary>The test vector of the specification's reference libraries.</summary>
    [Fact]
    public void Signature_equals_the_reference_libraries() => Assert.Equal(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        WebhookSignature.Of(SampleSinks.Secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, "{\"test\": 2432232314}"u8));

    [Fact]
    public async Task Webhook_id_is_constant_over_attempts()
    {
        await using var receiver = await Receiver.AnsweringAsync(500);
        await using var host = new SinkHost();
        var sink = SampleSinks.Webhook(receiver.Url);
        var notification = SampleNotifications.Of(NotificationType.Triggered);

        await host.SendAsync(sink, notification);
        host.Time.Advance(TimeSpan.FromMinutes(1));
        await host.SendAsync(sink, notification);

        var requests = receiver.Requests.ToArray();
        Assert.Equal(requests[0].Headers["webhook-id"], requests[1].Headers["webhook-id"]);
        Assert.NotEqual(requests[0].Headers["webhook-signature"], requests[1].Headers["webhook-signature"]);
        Assert.Equal(requests[0].Body, requests[1].Body);
    }

    [Fact]
    public async Task Webhook_without_a_secret_is_unsigned()
    {
        await using var receiver = await Receiver.AnsweringAsync(200);
        await using var host = new SinkHost();

        await host.SendAsync(SampleSinks.Webhook(receiver.Url) with { Secret = null }, SampleNotifications.Of(NotificationType.Triggered));

        Assert.False(Assert.Single(receiver.Requests).Headers.ContainsKey("webhook-signature"));
    }

    [Fact]
    public async Task Webhook_survives_a_title_with_half_a_character()
    {
        await using var receiver = await Receiver.AnsweringAsync(200);
        await using var host = new SinkHost();

        var result = await host.SendAsync(SampleSinks.Webhook(receiver.Url), SampleNotifications.Of(NotificationType.Triggered) with { Title = "a\ud83d" });

        Assert.Equal(SinkVerdict.Delivered, result.Verdict);
        using var body = JsonDocument.Parse(Assert.Single(receiver.Requests).Body);
        Assert.Equal("a\ufffd", body.RootElement.GetProperty("data").GetProperty("incident").GetProperty("title").GetString());
    }
}
