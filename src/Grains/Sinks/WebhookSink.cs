using System.Globalization;
using Router.Domain.Configuration;
using Router.Domain.Delivery;

namespace Router.Grains.Sinks;

/// <summary>Posts Standard Webhooks, as they are or as CloudEvents; the headers of Standard Webhooks, and so the signature, come with each form.</summary>
internal sealed class WebhookSink(SinkHttp http, TimeProvider time) : ISink
{
    public string Type => "webhook";

    public Task<SinkResult> SendAsync(SinkConfig sink, Notification notification, RouterLinks links, CancellationToken cancellationToken)
    {
        var config = (WebhookSinkConfig)sink;
        var id = notification.DeliveryId(sink.Id);
        var timestamp = time.GetUtcNow().ToUnixTimeSeconds();
        var body = config.Format switch
        {
            WebhookFormat.CloudEvents => CloudEvent.Structured(notification, id, links),
            WebhookFormat.CloudEventsBinary => CloudEvent.Data(notification, links),
            _ => WebhookBody.Write(notification, links),
        };
        List<KeyValuePair<string, string>> headers =
        [
            new("webhook-id", id),
            new("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture)),
        ];
        if (config.Secret is { } secret)
            headers.Add(new("webhook-signature", WebhookSignature.Of(secret, id, timestamp, body.Span)));
        if (config.Format == WebhookFormat.CloudEventsBinary)
            headers.AddRange(CloudEvent.Headers(notification, id, links));
        var request = new SinkRequest(config.Url, body, headers, SinkSecrets.Of(config.Url, config.Secret));
        return http.PostAsync(sink, config.Format == WebhookFormat.CloudEvents ? request.As(CloudEvent.StructuredType) : request, cancellationToken);
    }
}
