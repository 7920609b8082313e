using System.Globalization;
using Router.Domain.Configuration;
using Router.Domain.Delivery;

namespace Router.Grains.Sinks;

/// <summary>Posts Standard Webhooks.</summary>
internal sealed class WebhookSink(SinkHttp http, TimeProvider time) : ISink
{
    public string Type => "webhook";

    public Task<SinkResult> SendAsync(SinkConfig sink, Notification notification, RouterLinks links, CancellationToken cancellationToken)
    {
        var config = (WebhookSinkConfig)sink;
        var id = notification.DeliveryId(sink.Id);
        var timestamp = time.GetUtcNow().ToUnixTimeSeconds();
        var body = WebhookBody.Write(notification, links);
        List<KeyValuePair<string, string>> headers =
        [
            new("webhook-id", id),
            new("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture)),
        ];
        if (config.Secret is { } secret)
            headers.Add(new("webhook-signature", WebhookSignature.Of(secret, id, timestamp, body.Span)));
        return http.PostAsync(sink, new(config.Url, body, headers, SinkSecrets.Of(config.Url, config.Secret)), cancellationToken);
    }
}
