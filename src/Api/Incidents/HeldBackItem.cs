using Router.Domain;
using Router.Domain.Noise;

namespace Router.Api.Incidents;

/// <summary>That something about an incident is held back.</summary>
/// <param name="Reason">Why: <c>silenced</c>, <c>inhibited</c>, <c>quiet_hours</c>, <c>flapping</c>, <c>rate_limited</c>.</param>
/// <param name="By">The ids of the silences, or of the incidents that inhibit it; empty when the reason says it all.</param>
/// <param name="LookAt">When it is looked at again, at the latest.</param>
internal sealed record HeldBackItem(string Reason, IReadOnlyList<string> By, DateTime LookAt)
{
    public static HeldBackItem? Of(HeldBack? held) => held is null ? null : new(SnakeCase.Of(held.Reason), held.By, held.LookAt.UtcDateTime);
}
