namespace Router.Domain.Noise;

/// <summary>Local times as instants, over the changes of daylight saving: one that does not exist is the moment of the change.</summary>
internal static class LocalTime
{
    private static readonly TimeSpan Reach = TimeSpan.FromHours(36);

    /// <summary>The first instant at which a clock in the zone shows the time, or a later one where it never shows it.</summary>
    public static DateTimeOffset First(DateTime local, TimeZoneInfo zone) =>
        zone.IsAmbiguousTime(local) ? Utc(local, zone.GetAmbiguousTimeOffsets(local).Max()) : Only(local, zone);

    /// <summary>The last instant at which a clock in the zone shows the time, or the first of a later one where it never shows it.</summary>
    public static DateTimeOffset Last(DateTime local, TimeZoneInfo zone) =>
        zone.IsAmbiguousTime(local) ? Utc(local, zone.GetAmbiguousTimeOffsets(local).Min()) : Only(local, zone);

    private static DateTimeOffset Only(DateTime local, TimeZoneInfo zone) =>
        zone.IsInvalidTime(local) ? AfterGap(local, zone) : Utc(local, zone.GetUtcOffset(local));

    /// <summary>The first second at which the zone's clocks have passed the time.</summary>
    private static DateTimeOffset AfterGap(DateTime local, TimeZoneInfo zone)
    {
        var near = Utc(local, zone.BaseUtcOffset).ToUnixTimeSeconds();
        var (before, after) = (near - (long)Reach.TotalSeconds, near + (long)Reach.TotalSeconds);
        while (after - before > 1)
        {
            var middle = before + ((after - before) / 2);
            if (TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeSeconds(middle), zone).DateTime < local)
                before = middle;
            else
                after = middle;
        }

        return DateTimeOffset.FromUnixTimeSeconds(after);
    }

    private static DateTimeOffset Utc(DateTime local, TimeSpan offset) => new DateTimeOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), offset).ToUniversalTime();
}
