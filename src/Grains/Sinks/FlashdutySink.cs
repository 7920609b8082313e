using Router.Domain.Configuration;
using Router.Domain.Delivery;

namespace Router.Grains.Sinks;

/// <summary>
/// Sends Flashduty's standard alert events. An acknowledgement is not sent: the standard event has no word for it,
/// and any other event could page again.
/// </summary>
internal sealed class FlashdutySink(SinkHttp http) : ISink
{
    public string Type => "flashduty";

    public Task<SinkResult> SendAsync(SinkConfig sink, Notification notification, RouterLinks links, CancellationToken cancellationToken)
    {
        if (notification.Type == NotificationType.Acknowledged)
            return Task.FromResult(SinkResult.Delivered());
        var config = (FlashdutySinkConfig)sink;
        var url = WithKey(config.Url, config.IntegrationKey);
        return http.PostAsync(sink, new(url, FlashdutyBody.Write(notification, links), [], SinkSecrets.Of(url, config.IntegrationKey)), cancellationToken);
    }

    private static Uri WithKey(Uri url, string key)
    {
        var query = url.Query.Length > 1 ? $"{url.Query}&" : "?";
        return new UriBuilder(url) { Query = $"{query}integration_key={Uri.EscapeDataString(key)}" }.Uri;
    }
}
