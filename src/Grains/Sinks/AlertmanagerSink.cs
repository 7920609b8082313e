using Router.Domain.Configuration;
using Router.Domain.Delivery;

namespace Router.Grains.Sinks;

/// <summary>
/// Posts to Alertmanager's API v2. Its labels are what it knows an alert by, so what was sent is remembered: a change of a label, such as the severity, ends the alert
/// with the old labels and begins one with the new. The delivery queue sends what is firing again and again.
/// </summary>
internal sealed class AlertmanagerSink(SinkHttp http) : ISink
{
    private const string AlertsPath = "/api/v2/alerts";

    public string Type => "alertmanager";

    public async Task<SinkResult> SendAsync(SinkConfig sink, Notification notification, RouterLinks links, CancellationToken cancellationToken)
    {
        var config = (AlertmanagerSinkConfig)sink;
        var known = AlertmanagerLabels.Read(notification.Handle);
        var labels = notification.Type == NotificationType.Resolved && known is { } told ? told : AlertmanagerLabels.Of(notification);
        var isOther = known is { } before && !labels.AsSpan().SequenceEqual(before.AsSpan());
        var url = new UriBuilder(config.Url) { Path = config.Url.AbsolutePath.TrimEnd('/') + AlertsPath }.Uri;
        var body = AlertmanagerBody.Write(notification, links, labels, isOther ? known : null);
        var result = await http.PostAsync(sink, new(url, body, [], SinkSecrets.Of(config.Url)), cancellationToken);
        return result.Verdict == SinkVerdict.Delivered ? result with { Handle = AlertmanagerLabels.Write(labels) } : result;
    }
}
