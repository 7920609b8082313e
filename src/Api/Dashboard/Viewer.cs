using Microsoft.AspNetCore.Http;

namespace Router.Api.Dashboard;

/// <summary>How the person at the browser wants to see things. The browser keeps it in cookies, so that the first answer is right already.</summary>
/// <param name="IsDark">The dark theme is on, by choice or by the system.</param>
/// <param name="Zone">The browser's time zone, an IANA name; UTC when unknown here.</param>
public sealed record Viewer(bool IsDark, string Zone)
{
    private const string DarkCookie = "router-dark";
    private const string ZoneCookie = "router-zone";

    private TimeZoneInfo? _zone;

    /// <summary>Nothing is known: light, UTC.</summary>
    public static Viewer Unknown { get; } = new(false, "UTC");

    /// <summary>Reads it; what is missing or wrong is as for <see cref="Unknown"/>.</summary>
    public static Viewer Read(IRequestCookieCollection cookies)
    {
        var zone = cookies[ZoneCookie];
        return new(cookies[DarkCookie] == "1", zone is { Length: > 0 and < 64 } && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _) ? zone : Unknown.Zone);
    }

    /// <summary>An instant on the viewer's clock.</summary>
    public DateTimeOffset Local(DateTimeOffset instant) =>
        TimeZoneInfo.ConvertTime(instant, _zone ??= TimeZoneInfo.TryFindSystemTimeZoneById(Zone, out var zone) ? zone : TimeZoneInfo.Utc);
}
