using Router.Domain.Noise;

namespace Router.Domain.Tests.Noise;

public class SilenceScheduleTests
{
    [Theory]
    [InlineData("2026-01-10T00:00:00Z", false, "2026-01-10T01:00:00Z")]
    [InlineData("2026-01-10T01:00:00Z", true, "2026-01-10T02:00:00Z")]
    [InlineData("2026-01-10T02:00:00Z", false, null)]
    public void Once_holds_from_its_begin_until_its_end(string at, bool active, string? next)
    {
        var once = new SilenceSchedule(Window.Time("2026-01-10T01:00:00Z"), Window.Time("2026-01-10T02:00:00Z"), null);

        Assert.Equal((active, Parse(next)), (once.IsActive(Window.Time(at)), once.NextChange(Window.Time(at))));
    }

    [Theory]
    [InlineData("2026-01-01T00:00:00Z", false, "2026-01-10T01:00:00Z")] // from lies within a window
    [InlineData("2026-01-10T01:00:00Z", true, "2026-01-10T03:00:00Z")]
    [InlineData("2026-01-10T03:00:00Z", false, "2026-01-17T00:00:00Z")]
    [InlineData("2026-01-17T00:00:00Z", true, "2026-01-17T00:30:00Z")] // until lies within a window
    [InlineData("2026-01-17T00:30:00Z", false, null)]
    public void Weekly_holds_within_its_begin_and_expiry(string at, bool active, string? next)
    {
        var weekly = new SilenceSchedule(Window.Time("2026-01-10T01:00:00Z"), Window.Time("2026-01-17T00:30:00Z"), Window.Of("sat", "00:00", "03:00", "UTC"));

        Assert.Equal((active, Parse(next)), (weekly.IsActive(Window.Time(at)), weekly.NextChange(Window.Time(at))));
    }

    [Fact]
    public void Nothing_changes_any_more_when_it_expires_before_the_next_window()
    {
        var weekly = new SilenceSchedule(null, Window.Time("2026-01-14T00:00:00Z"), Window.Of("sat", "00:00", "03:00", "UTC"));

        Assert.Null(weekly.NextChange(Window.Time("2026-01-10T03:00:00Z")));
        Assert.Null((weekly with { Until = Window.Time("2026-01-17T00:00:00Z") }).NextChange(Window.Time("2026-01-10T03:00:00Z")));
    }

    [Fact]
    public void A_begin_between_windows_waits_for_the_next()
    {
        var weekly = new SilenceSchedule(Window.Time("2026-01-12T00:00:00Z"), null, Window.Of("sat", "00:00", "03:00", "UTC"));

        Assert.Equal(Window.Time("2026-01-17T00:00:00Z"), weekly.NextChange(Window.Time("2026-01-10T01:00:00Z")));
    }

    private static DateTimeOffset? Parse(string? text) => text is null ? null : Window.Time(text);
}
