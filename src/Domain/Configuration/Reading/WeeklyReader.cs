using Router.Domain.Noise;

namespace Router.Domain.Configuration.Reading;

/// <summary>Reads hours that come again each week.</summary>
internal static class WeeklyReader
{
    public static WeeklyWindow? Read(Node node)
    {
        if (node.Map("{ days: [sat], from: \"02:00\", to: \"04:00\", timezone: Europe/Berlin }") is not { } map)
            return null;
        var window = Read(map);
        map.RefuseOthers();
        return window;
    }

    /// <summary>Hours whose keys stand beside others.</summary>
    public static WeeklyWindow Read(MapReader map)
    {
        var node = map.Node;
        var days = ImmutableSortedSet<DayOfWeek>.Empty;
        if (map.Find("days") is not { } list)
            node.Error("days is missing");
        else if (list.IsEmpty)
            list.Error("at least one day is needed");
        else
            days = [.. list.Items("[sat]").Select(Days).SelectMany(d => d)];
        var from = Time(map, "from");
        var to = Time(map, "to");
        var zone = Zone(map);
        return new([.. days], from, to, zone);
    }

    private static ImmutableArray<DayOfWeek> Days(Node node)
    {
        if (node.Text() is not { } text)
            return [];
        if (ScheduleText.Days(text) is { } days)
            return days;
        node.Error(ScheduleText.DayForm);
        return [];
    }

    private static TimeOnly Time(MapReader map, string key)
    {
        if (map.Find(key) is not { } node)
            map.Node.Error($"{key} is missing");
        else if (node.Text() is { } text)
        {
            if (ScheduleText.Time(text) is { } time)
                return time;
            node.Error(ScheduleText.TimeForm);
        }

        return default;
    }

    private static TimeZoneInfo Zone(MapReader map)
    {
        if (map.Find("timezone") is not { } node)
            map.Node.Error("timezone is missing: an IANA name such as Europe/Berlin");
        else if (node.Text() is { } text)
        {
            if (ScheduleText.Zone(text) is { } zone)
                return zone;
            node.Error(node.IsReference ? "no such time zone" : ScheduleText.ZoneProblem(text));
        }

        return TimeZoneInfo.Utc;
    }
}
