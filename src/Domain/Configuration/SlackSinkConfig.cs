using Router.Domain.Delivery;

namespace Router.Domain.Configuration;

/// <summary>Slack by an incoming webhook.</summary>
public sealed record SlackSinkConfig : SinkConfig
{
    /// <summary>The incoming webhook's URL (<c>webhookUrl</c>); <c>url</c>, if written, replaces it.</summary>
    public required Uri Url { get; init; }

    /// <inheritdoc/>
    public override string Type => "slack";

    /// <inheritdoc/>
    public override SinkFamily Family => SinkFamily.Chat;

    /// <inheritdoc/>
    internal override Uri? Target => Url;
}
