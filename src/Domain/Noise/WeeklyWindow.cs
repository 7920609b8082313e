namespace Router.Domain.Noise;

/// <summary>
/// Hours that come again each week, by the clocks of a time zone. It begins when the clock first shows <paramref name="From"/> on one of the days,
/// and ends when it last shows <paramref name="To"/>, on the next day when that is not later: equal times are a whole day.
/// A time that daylight saving leaves out is the moment of the change; a window that lies wholly within what is left out doesn't come.
/// </summary>
/// <param name="Days">The days on which it begins, each once; at least one.</param>
/// <param name="From">The local time at which it begins.</param>
/// <param name="To">The local time at which it ends.</param>
/// <param name="Zone">The time zone.</param>
public sealed record WeeklyWindow(ImmutableArray<DayOfWeek> Days, TimeOnly From, TimeOnly To, TimeZoneInfo Zone)
{
    /// <summary>A window may be left out once, so the next one is within two weeks.</summary>
    private const int DaysAhead = 16;

    private const int DaysBack = 2;

    /// <summary>Whether an instant lies within it.</summary>
    public bool IsActive(DateTimeOffset at)
    {
        var today = DayOf(at);
        for (var day = -DaysBack; day <= 1; day++)
        {
            if (WindowOf(today.AddDays(day)) is var (start, end) && start <= at && at < end)
                return true;
        }

        return false;
    }

    /// <summary>The next instant after this one at which it begins or ends; null when it always goes on.</summary>
    public DateTimeOffset? NextChange(DateTimeOffset at)
    {
        DateTimeOffset? activeUntil = null;
        var today = DayOf(at);
        for (var day = -DaysBack; day <= DaysAhead; day++)
        {
            if (WindowOf(today.AddDays(day)) is not var (start, end) || end <= at)
                continue;
            if (activeUntil is { } until && start > until)
                return until;
            if (activeUntil is null && start > at)
                return start;
            activeUntil = activeUntil > end ? activeUntil : end;
        }

        return Days.Length == 7 ? null : activeUntil;
    }

    private (DateTimeOffset Start, DateTimeOffset End)? WindowOf(DateOnly day)
    {
        if (!Days.Contains(day.DayOfWeek))
            return null;
        var start = LocalTime.First(day.ToDateTime(From), Zone);
        var end = LocalTime.Last((To > From ? day : day.AddDays(1)).ToDateTime(To), Zone);
        return start < end ? (start, end) : null;
    }

    private DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Zone).DateTime);
}
