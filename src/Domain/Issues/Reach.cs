using Router.Domain.Alerts;
using Router.Domain.Routing;

namespace Router.Domain.Issues;

/// <summary>A channel that the issue has reached in its current episode, and what it looks like there. Resolves go here, whatever the config says by then.</summary>
/// <param name="Destination">The destination, as it was when the channel was first reached; its severity is the last one told.</param>
public sealed record Reach(Destination Destination)
{
    /// <summary>The severity there.</summary>
    public Severity Severity() => Destination.Severity;
}
