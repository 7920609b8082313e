using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Router.Domain.Noise;

namespace Router.Domain.Tests.Noise;

public class WeeklyWindowTests
{
    private static readonly string[] Zones =
        ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "UTC", "America/St_Johns", "Africa/Cairo", "Pacific/Chatham", "America/Santiago"];

    [Theory]
    // An ordinary Saturday.
    [InlineData("sat", "02:00", "04:00", "2026-01-10T00:59:59Z", false)]
    [InlineData("sat", "02:00", "04:00", "2026-01-10T01:00:00Z", true)]
    [InlineData("sat", "02:00", "04:00", "2026-01-10T02:59:59Z", true)]
    [InlineData("sat", "02:00", "04:00", "2026-01-10T03:00:00Z", false)]
    // Summer time.
    [InlineData("sat", "02:00", "04:00", "2026-07-11T00:00:00Z", true)]
    [InlineData("sat", "02:00", "04:00", "2026-07-11T02:00:00Z", false)]
    // Over midnight: it begins on Friday.
    [InlineData("fri", "22:00", "06:00", "2026-01-09T20:59:59Z", false)]
    [InlineData("fri", "22:00", "06:00", "2026-01-09T21:00:00Z", true)]
    [InlineData("fri", "22:00", "06:00", "2026-01-10T04:59:59Z", true)]
    [InlineData("fri", "22:00", "06:00", "2026-01-10T05:00:00Z", false)]
    [InlineData("fri", "22:00", "06:00", "2026-01-09T04:00:00Z", false)]
    // Equal times are a whole day.
    [InlineData("sun", "00:00", "00:00", "2026-01-10T22:59:59Z", false)]
    [InlineData("sun", "00:00", "00:00", "2026-01-10T23:00:00Z", true)]
    [InlineData("sun", "00:00", "00:00", "2026-01-11T22:59:59Z", true)]
    [InlineData("sun", "00:00", "00:00", "2026-01-11T23:00:00Z", false)]
    // 29 March 2026, 02:00 becomes 03:00 at 01:00 UTC.
    [InlineData("sun", "02:30", "04:00", "2026-03-29T00:59:59Z", false)]
    [InlineData("sun", "02:30", "04:00", "2026-03-29T01:00:00Z", true)]
    [InlineData("sun", "01:00", "02:30", "2026-03-29T00:59:59Z", true)]
    [InlineData("sun", "01:00", "02:30", "2026-03-29T01:00:00Z", false)]
    [InlineData("sun", "02:10", "02:50", "2026-03-29T01:00:00Z", false)]
    [InlineData("sun", "00:00", "00:00", "2026-03-29T21:59:59Z", true)]
    [InlineData("sun", "00:00", "00:00", "2026-03-29T22:00:00Z", false)]
    // 25 October 2026, 03:00 becomes 02:00 at 01:00 UTC: the hour from 02:00 comes twice.
    [InlineData("sun", "02:00", "03:00", "2026-10-24T23:59:59Z", false)]
    [InlineData("sun", "02:00", "03:00", "2026-10-25T00:00:00Z", true)]
    [InlineData("sun", "02:00", "03:00", "2026-10-25T01:59:59Z", true)]
    [InlineData("sun", "02:00", "03:00", "2026-10-25T02:00:00Z", false)]
    [InlineData("sun", "01:00", "02:30", "2026-10-25T00:45:00Z", true)]
    [InlineData("sun", "01:00", "02:30", "2026-10-25T01:29:59Z", true)]
    [InlineData("sun", "01:00", "02:30", "2026-10-25T01:30:00Z", false)]
    [InlineData("sat", "22:00", "02:30", "2026-10-25T01:29:59Z", true)]
    [InlineData("sun", "02:30", "03:30", "2026-10-25T00:30:00Z", true)]
    [InlineData("sun", "02:30", "03:30", "2026-10-25T02:29:59Z", true)]
    public void A_window_in_Berlin_holds_by_the_clocks_there(string days, string from, string to, string at, bool expected) =>
        Assert.Equal(expected, Window.Of(days, from, to).IsActive(Window.Time(at)));

    [Theory]
    [InlineData("sat", "02:00", "04:00", "2026-01-10T00:00:00Z", "2026-01-10T01:00:00Z")]
    [InlineData("sat", "02:00", "04:00", "2026-01-10T01:00:00Z", "2026-01-10T03:00:00Z")]
    [InlineData("sat", "02:00", "04:00", "2026-01-10T03:00:00Z", "2026-01-17T01:00:00Z")]
    [InlineData("sun", "02:10", "02:50", "2026-03-22T02:00:00Z", "2026-04-05T00:10:00Z")]
    [InlineData("sat-sun", "00:00", "00:00", "2026-01-10T12:00:00Z", "2026-01-11T23:00:00Z")]
    [InlineData("fri,sat", "22:00", "22:00", "2026-01-09T21:00:00Z", "2026-01-11T21:00:00Z")]
    [InlineData("mon-sun", "00:00", "00:00", "2026-01-10T12:00:00Z", null)]
    [InlineData("mon-sun", "22:00", "06:00", "2026-01-10T12:00:00Z", "2026-01-10T21:00:00Z")]
    public void The_next_change_is_when_it_begins_or_ends(string days, string from, string to, string at, string? expected) =>
        Assert.Equal(expected is null ? null : Window.Time(expected), Window.Of(days, from, to).NextChange(Window.Time(at)));

    [Theory]
    [InlineData("Australia/Lord_Howe", "02:00", "2026-10-03T15:30:00Z")]
    [InlineData("America/Santiago", "00:00", "2026-09-06T04:00:00Z")]
    [InlineData("Africa/Cairo", "00:00", "2026-04-23T22:00:00Z")]
    public void A_local_time_that_does_not_exist_is_the_moment_of_the_change(string zone, string local, string expected)
    {
        var at = Window.Time(expected);
        var info = TimeZoneInfo.FindSystemTimeZoneById(zone);
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, info).DateTime);
        var time = day.ToDateTime(ScheduleText.Time(local)!.Value);

        Assert.True(info.IsInvalidTime(time));
        Assert.Equal(at, LocalTime.First(time, info));
        Assert.Equal(at, LocalTime.Last(time, info));
    }

    [Property(MaxTest = 300)]
    public Property A_window_holds_whenever_the_clock_shows_a_time_within_it() => Prop.ForAll(Cases(), c =>
    {
        var (window, at) = (c.Window, c.At);
        var local = TimeZoneInfo.ConvertTime(at, window.Zone).DateTime;
        var time = TimeOnly.FromDateTime(local);
        var today = window.Days.Contains(local.DayOfWeek);
        var yesterday = window.Days.Contains(local.AddDays(-1).DayOfWeek);
        var shown = window.To > window.From
            ? today && time >= window.From && time < window.To
            : (today && time >= window.From) || (yesterday && time < window.To);
        // Within two hours of a change of the clocks a window may also bridge what is shown twice.
        var isNearChange = window.Zone.GetUtcOffset(at.AddHours(-3)) != window.Zone.GetUtcOffset(at.AddHours(3));
        return isNearChange ? !shown || window.IsActive(at) : shown == window.IsActive(at);
    });

    [Property(MaxTest = 150)]
    public Property Nothing_changes_before_the_next_change_and_something_does_then() => Prop.ForAll(Cases(), c =>
    {
        var (window, at) = (c.Window, c.At);
        var before = window.IsActive(at);
        if (window.NextChange(at) is not { } change)
            return Enumerable.Range(0, 24 * 15).All(h => window.IsActive(at.AddHours(h)) == before);
        var steps = (change - at) / 50;
        return change > at && window.IsActive(change) != before && window.IsActive(change.AddTicks(-1)) == before
            && Enumerable.Range(0, 50).All(i => window.IsActive(at + (steps * i)) == before);
    });

    private static Arbitrary<(WeeklyWindow Window, DateTimeOffset At)> Cases()
    {
        var minute = Gen.Choose(0, 95).Select(q => TimeOnly.MinValue.AddMinutes(q * 15));
        var days = Gen.Choose(1, 127).Select(bits => Enum.GetValues<DayOfWeek>().Where(d => (bits & (1 << (int)d)) != 0).ToArray());
        // Half of the instants lie around Berlin's and New York's changes.
        var around = Gen.Elements("2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z", "2026-03-08T07:00:00Z", "2026-11-01T06:00:00Z").Select(Window.Time);
        var at = Gen.OneOf(
            around.SelectMany(_ => Gen.Choose(-48 * 60, 48 * 60), (t, m) => t.AddMinutes(m)),
            Gen.Choose(0, 5 * 366 * 24 * 60).Select(m => Window.Time("2024-01-01T00:00:00Z").AddMinutes(m)));
        var gen =
            from zone in Gen.Elements(Zones)
            from start in minute
            from end in minute
            from some in days
            from when in at
            select (new WeeklyWindow([.. some], start, end, TimeZoneInfo.FindSystemTimeZoneById(zone)), when);
        return gen.ToArbitrary();
    }
}
