using System.Globalization;

namespace Router.Api.Sentry;

/// <summary>Times as Sentry writes them: Unix seconds, often with a fraction, or ISO 8601.</summary>
internal static class EpochTime
{
    /// <summary>The longest span that is taken: ten years of minutes.</summary>
    public const double MaxMinutes = 10 * 366 * 24 * 60;

    private const double LastSecond = 253402300799;

    /// <summary>The whole second; null for what is no time from 1970 to 9999.</summary>
    public static DateTimeOffset? FromSeconds(double seconds) =>
        seconds is >= 0 and <= LastSecond ? DateTimeOffset.FromUnixTimeSeconds((long)seconds) : null;

    /// <summary>The time, UTC where none is named; null for what is no time.</summary>
    public static DateTimeOffset? ParseIso(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;

    /// <summary>The time without its fraction of a second.</summary>
    public static DateTimeOffset WholeSecond(DateTimeOffset time) => DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());
}
