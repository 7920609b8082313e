using System.Globalization;
using System.Text.RegularExpressions;

namespace Router.Domain.Noise;

/// <summary>The parts of a schedule as they are written, in the config as in the API. Each is null when the text is none.</summary>
internal static partial class ScheduleText
{
    public const string DayForm = "a day is expected: mon, tue, wed, thu, fri, sat, sun, or several as mon-fri";
    public const string TimeForm = "a time of day is expected, such as \"02:00\"";
    public const string InstantForm = "a time with its offset is expected, such as 2026-01-31T12:00:00Z or 2026-01-31T13:00:00+01:00";

    private static readonly string[] Names = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
    private static readonly string[] Instants = ["yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'"];

    /// <summary>A day, or the days from one to another over the week's end: <c>fri-mon</c>.</summary>
    public static ImmutableArray<DayOfWeek>? Days(string text)
    {
        var parts = text.Split('-');
        var (first, last) = (Array.IndexOf(Names, parts[0]), Array.IndexOf(Names, parts[^1]));
        if (parts.Length > 2 || first < 0 || last < 0)
            return null;
        var count = ((last - first + 7) % 7) + 1;
        return [.. Enumerable.Range(first, count).Select(day => (DayOfWeek)(day % 7))];
    }

    /// <summary>A time of day in minutes.</summary>
    public static TimeOnly? Time(string text) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    /// <summary>An instant; its offset must be written.</summary>
    public static DateTimeOffset? Instant(string text) =>
        DateTimeOffset.TryParseExact(text, Instants, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time.ToUniversalTime() : null;

    /// <summary>A time zone of the IANA database as this machine has it.</summary>
    public static TimeZoneInfo? Zone(string text) =>
        ZonePattern().IsMatch(text) && TimeZoneInfo.TryFindSystemTimeZoneById(text, out var zone) ? zone : null;

    /// <summary>What to say of a name that is no zone here.</summary>
    public static string ZoneProblem(string text) =>
        TimeZoneInfo.GetSystemTimeZones().Count <= 1 && text != "UTC"
            ? "this machine has no time zone database; install tzdata, or write UTC"
            : $"no such time zone; an IANA name is expected, such as Europe/Berlin{NearestName.Hint(text, TimeZoneInfo.GetSystemTimeZones().Select(z => z.Id))}";

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_+/-]{0,63}\z")]
    private static partial Regex ZonePattern();
}
