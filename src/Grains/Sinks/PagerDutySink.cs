using Router.Domain.Configuration;
using Router.Domain.Delivery;

namespace Router.Grains.Sinks;

/// <summary>
/// Sends PagerDuty's Events v2. Where the queue gave the incident a new key (PagerDuty ignores triggers on an acknowledged one),
/// the new alert is opened first and the old one resolved after it; repeating both is harmless.
/// </summary>
internal sealed class PagerDutySink(SinkHttp http) : ISink
{
    public string Type => "pagerduty";

    public async Task<SinkResult> SendAsync(SinkConfig sink, Notification notification, RouterLinks links, CancellationToken cancellationToken)
    {
        var config = (PagerDutySinkConfig)sink;
        var key = notification.PagerKey ?? notification.IncidentId;
        var result = await PostAsync(config, Body(config.RoutingKey, key, notification, links), cancellationToken);
        return result.Verdict == SinkVerdict.Delivered && notification.RetiredPagerKey is { } retired
            ? await PostAsync(config, PagerDutyBody.Change(config.RoutingKey, retired, "resolve"), cancellationToken)
            : result;
    }

    private static ReadOnlyMemory<byte> Body(string routingKey, string key, Notification notification, RouterLinks links) => notification.Type switch
    {
        NotificationType.Resolved => PagerDutyBody.Change(routingKey, key, "resolve"),
        NotificationType.Acknowledged => PagerDutyBody.Change(routingKey, key, "acknowledge"),
        _ => PagerDutyBody.Trigger(routingKey, key, notification, links),
    };

    private Task<SinkResult> PostAsync(PagerDutySinkConfig sink, ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
        http.PostAsync(sink, new(sink.Url, body, [], SinkSecrets.Of(sink.Url, sink.RoutingKey)), cancellationToken);
}
