using System.Text.Json;
using Router.Domain.Configuration;
using Router.Domain.Delivery;

namespace Router.Grains.Tests.Sinks;

public sealed class CloudEventTests
{
    private static readonly Notification Resolved = SampleNotifications.Of(NotificationType.Resolved, 2);

    [Fact]
    public async Task Structured_event_is_the_whole_body()
    {
        await using var receiver = await Receiver.AnsweringAsync(202);
        await using var host = new SinkHost();

        await host.SendAsync(SampleSinks.Webhook(receiver.Url) with { Format = WebhookFormat.CloudEvents }, Resolved);

        var request = Assert.Single(receiver.Requests);
        Assert.Equal("application/cloudevents+json; charset=utf-8", request.Headers["Content-Type"]);
        Assert.DoesNotContain(request.Headers.Keys, name => name.StartsWith("ce-", StringComparison.OrdinalIgnoreCase));
        Golden.Json("cloudevents.structured", request.Body);
    }

    [Fact]
    public async Task Binary_event_has_its_attributes_in_headers_and_its_data_as_body()
    {
        await using var receiver = await Receiver.AnsweringAsync(202);
        await using var host = new SinkHost();

        await host.Sink("webhook").SendAsync(
            SampleSinks.Webhook(receiver.Url) with { Format = WebhookFormat.CloudEventsBinary }, Resolved, new("https://router.example/a b\"%ü"), default);

        var request = Assert.Single(receiver.Requests);
        Assert.Equal("application/json", request.Headers["Content-Type"]);
        Assert.Equal(
            ["1.0", $"{SampleNotifications.IncidentId}-2-ops", "https://router.example/a%20b%22%25%C3%BC", "incident.resolved", SampleNotifications.IncidentId, "2026-01-01T10:00:02Z"],
            new[] { "specversion", "id", "source", "type", "subject", "time" }.Select(name => request.Headers[$"ce-{name}"]));
        using var data = JsonDocument.Parse(request.Body);
        Assert.Equal("Resolved", data.RootElement.GetProperty("incident").GetProperty("status").GetString());
    }

    [Theory]
    [InlineData(WebhookFormat.CloudEvents)]
    [InlineData(WebhookFormat.CloudEventsBinary)]
    public async Task Event_is_signed_as_every_webhook(WebhookFormat format)
    {
        await using var receiver = await Receiver.AnsweringAsync(202);
        await using var host = new SinkHost();

        await host.SendAsync(SampleSinks.Webhook(receiver.Url) with { Format = format }, Resolved);

        var request = Assert.Single(receiver.Requests);
        var id = $"{SampleNotifications.IncidentId}-2-ops";
        Assert.Equal(id, request.Headers["webhook-id"]);
        var timestamp = host.Time.GetUtcNow().ToUnixTimeSeconds();
        Assert.Equal(Router.Grains.Sinks.WebhookSignature.Of(SampleSinks.Secret, id, timestamp, System.Text.Encoding.UTF8.GetBytes(request.Body)), request.Headers["webhook-signature"]);
    }
}
