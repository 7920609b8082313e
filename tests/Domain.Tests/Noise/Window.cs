using System.Collections.Immutable;
using System.Globalization;
using Router.Domain.Noise;
using Router.Domain.Routing.Conditions;

namespace Router.Domain.Tests.Noise;

/// <summary>Builds weekly windows and silences.</summary>
internal static class Window
{
    public const string Berlin = "Europe/Berlin";

    public static WeeklyWindow Of(string days, string from, string to, string zone = Berlin) => new(
        [.. days.Split(',').SelectMany(d => ScheduleText.Days(d)!.Value).Distinct()],
        ScheduleText.Time(from)!.Value,
        ScheduleText.Time(to)!.Value,
        TimeZoneInfo.FindSystemTimeZoneById(zone));

    public static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>A silence from one second after T0 to another.</summary>
    public static Silence Once(double from, double until, string when = "true", SilenceMode mode = SilenceMode.Mark, string id = "quiet") =>
        Silence(when, new(Alert.At(from), Alert.At(until), null), mode, id);

    public static Silence Silence(string when, SilenceSchedule schedule, SilenceMode mode = SilenceMode.Mark, string id = "quiet") =>
        new() { Id = id, When = ConditionCompiler.Compile(when).Condition!, Mode = mode, Schedule = schedule };

    public static SilenceSet Set(params Silence[] silences) => new([.. silences]);
}
