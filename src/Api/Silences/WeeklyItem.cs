using System.Globalization;
using Router.Domain.Noise;

namespace Router.Api.Silences;

/// <summary>Hours of the week in an answer.</summary>
internal sealed record WeeklyItem(IReadOnlyList<string> Days, string From, string To, string Timezone)
{
    public static WeeklyItem Of(WeeklyWindow window) => new(
        [.. window.Days.Order().Select(d => d.ToString()[..3].ToLowerInvariant())],
        window.From.ToString("HH:mm", CultureInfo.InvariantCulture),
        window.To.ToString("HH:mm", CultureInfo.InvariantCulture),
        window.Zone.Id);
}
