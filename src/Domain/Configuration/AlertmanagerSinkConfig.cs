using Router.Domain.Delivery;

namespace Router.Domain.Configuration;

/// <summary>Prometheus Alertmanager, API v2. It forgets: what is firing is sent again and again.</summary>
public sealed record AlertmanagerSinkConfig : SinkConfig
{
    /// <summary>Where Alertmanager is, without <c>/api/v2/alerts</c>.</summary>
    public required Uri Url { get; init; }

    /// <summary>How often what is firing is sent again; must be shorter than Alertmanager's <c>resolve_timeout</c> (5 minutes by default). Default 1 minute.</summary>
    public TimeSpan Resend { get; init; } = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public override TimeSpan? ResendEvery => Resend;

    /// <inheritdoc/>
    public override string Type => "alertmanager";

    /// <inheritdoc/>
    public override SinkFamily Family => SinkFamily.Pager;

    /// <inheritdoc/>
    internal override Uri? Target => Url;
}
