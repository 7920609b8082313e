using System.Globalization;

namespace Router.Api.Dashboard.Components;

/// <summary>How instants are written for people.</summary>
internal static class InstantFormat
{
    /// <summary>How long ago, or in how long: "just now", "5 min ago", "in 3 h", "12 days ago".</summary>
    public static string Relative(DateTimeOffset at, DateTimeOffset now)
    {
        var distance = (now - at).Duration();
        if (distance < TimeSpan.FromSeconds(10))
            return "just now";
        var text = Span(distance);
        return at > now ? $"in {text}" : $"{text} ago";
    }

    /// <summary>A length of time in its largest unit, rounded down: "40 s", "5 min", "3 h", "12 days".</summary>
    public static string Span(TimeSpan span) => span switch
    {
        { TotalMinutes: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalSeconds} s"),
        { TotalHours: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalMinutes} min"),
        { TotalDays: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalHours} h"),
        { TotalDays: < 2 } => "1 day",
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalDays} days"),
    };

    /// <summary>On the viewer's clock, as short as it can be: the time today, else the day too.</summary>
    public static string Short(DateTimeOffset at, DateTimeOffset now, Viewer viewer)
    {
        var (local, today) = (viewer.Local(at), viewer.Local(now));
        var format = local.Date == today.Date ? "HH:mm:ss" : local.Year == today.Year ? "d MMM HH:mm" : "d MMM yyyy HH:mm";
        return local.ToString(format, CultureInfo.InvariantCulture);
    }

    /// <summary>To the second with the zone, and in UTC.</summary>
    public static string Exact(DateTimeOffset at, Viewer viewer) => string.Create(
        CultureInfo.InvariantCulture, $"{viewer.Local(at):yyyy-MM-dd HH:mm:ss zzz} ({viewer.Zone}); {at.UtcDateTime:yyyy-MM-dd HH:mm:ss.fff} UTC");
}
