using System.Diagnostics;
using Router.Domain;
using Router.Domain.Delivery;

namespace Router.Grains.Delivery;

/// <summary>The deliveries' spans, source <c>Router</c>: <c>delivery.attempt</c> is one call of a sink.</summary>
internal static class DeliveryTracing
{
    private static readonly ActivitySource Source = new("Router");

    public static Activity? StartAttempt(string sink, Notification notification) => !Source.HasListeners() ? null :
        Source.StartActivity("delivery.attempt", ActivityKind.Client)?
            .SetTag("sink", sink)
            .SetTag("incident", notification.IncidentId)
            .SetTag("sequence", notification.Sequence)
            .SetTag("type", SnakeCase.Of(notification.Type));

    public static void Ended(Activity? attempt, SinkResult result) => attempt?
        .SetTag("outcome", SnakeCase.Of(result.Verdict))
        .SetTag("reason", result.Reason is { } reason ? SnakeCase.Of(reason) : null)
        .SetTag("http.response.status_code", result.StatusCode)
        .SetStatus(result.Verdict == SinkVerdict.Delivered ? ActivityStatusCode.Unset : ActivityStatusCode.Error);
}
