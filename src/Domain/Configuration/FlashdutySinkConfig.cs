using Router.Domain.Delivery;

namespace Router.Domain.Configuration;

/// <summary>Flashduty's standard alert events.</summary>
public sealed record FlashdutySinkConfig : SinkConfig
{
    /// <summary>The integration key of Flashduty's standard alert source.</summary>
    public required string IntegrationKey { get; init; }

    /// <summary>The endpoint, without the key. Default <c>https://api.flashcat.cloud/event/push/alert/standard</c>.</summary>
    public required Uri Url { get; init; }

    /// <inheritdoc/>
    public override string Type => "flashduty";

    /// <inheritdoc/>
    public override SinkFamily Family => SinkFamily.Pager;

    /// <inheritdoc/>
    internal override Uri? Target => Url;
}
