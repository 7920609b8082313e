using Router.Domain.Delivery;

namespace Router.Domain.Configuration;

/// <summary>Posts Standard Webhooks, as they are or as CloudEvents.</summary>
public sealed record WebhookSinkConfig : SinkConfig
{
    /// <summary>Where to; http or https.</summary>
    public required Uri Url { get; init; }

    /// <summary><c>whsec_</c> and the base64 of 24 to 64 bytes; null sends unsigned.</summary>
    public string? Secret { get; init; }

    /// <summary>The form of body and headers.</summary>
    public WebhookFormat Format { get; init; }

    /// <inheritdoc/>
    public override string Type => "webhook";

    /// <inheritdoc/>
    public override SinkFamily Family => SinkFamily.Feed;

    /// <inheritdoc/>
    internal override Uri? Target => Url;
}
