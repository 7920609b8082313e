using Router.Domain.Delivery;

namespace Router.Domain.Configuration;

/// <summary>Microsoft Teams by a Workflows webhook.</summary>
public sealed record TeamsSinkConfig : SinkConfig
{
    /// <summary>The URL of the flow "When a Teams webhook request is received", which is itself the secret.</summary>
    public required Uri Url { get; init; }

    /// <inheritdoc/>
    public override string Type => "teams";

    /// <inheritdoc/>
    public override SinkFamily Family => SinkFamily.Chat;

    /// <inheritdoc/>
    internal override Uri? Target => Url;
}
