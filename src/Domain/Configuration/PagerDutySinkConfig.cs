using Router.Domain.Delivery;

namespace Router.Domain.Configuration;

/// <summary>PagerDuty's Events API v2.</summary>
public sealed record PagerDutySinkConfig : SinkConfig
{
    /// <summary>The routing (integration) key: 32 characters.</summary>
    public required string RoutingKey { get; init; }

    /// <summary>The endpoint. Default <c>https://events.pagerduty.com/v2/enqueue</c>.</summary>
    public required Uri Url { get; init; }

    /// <summary>The secret of PagerDuty's v3 webhook subscription that calls back; null takes no calls.</summary>
    public string? SigningSecret { get; init; }

    /// <inheritdoc/>
    public override string Type => "pagerduty";

    /// <inheritdoc/>
    public override SinkFamily Family => SinkFamily.Pager;

    /// <inheritdoc/>
    internal override Uri? Target => Url;
}
