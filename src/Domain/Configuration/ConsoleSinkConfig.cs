using Router.Domain.Delivery;

namespace Router.Domain.Configuration;

/// <summary>Prints on the router's own standard output.</summary>
public sealed record ConsoleSinkConfig : SinkConfig
{
    /// <inheritdoc/>
    public override string Type => "console";

    /// <inheritdoc/>
    public override SinkFamily Family => SinkFamily.Feed;
}
