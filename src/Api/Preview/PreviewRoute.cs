using Router.Domain.Routing;

namespace Router.Api.Preview;

/// <summary>A route's verdict.</summary>
internal sealed record PreviewRoute(string Route, bool Reached, bool Matched, IReadOnlyList<string> Channels, IReadOnlyList<PreviewComparison> Comparisons)
{
    public static PreviewRoute Of(RouteVerdict verdict) => new(
        verdict.Route,
        verdict.Reached,
        verdict.Matched,
        verdict.Channels,
        [.. verdict.Comparisons.Select(c => new PreviewComparison(c.Text, c.Values, c.Holds))]);
}
