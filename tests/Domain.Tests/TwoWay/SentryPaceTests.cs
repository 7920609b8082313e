using Router.Domain.TwoWay;

namespace Router.Domain.Tests.TwoWay;

public class SentryPaceTests
{
    private static readonly DateTimeOffset T0 = Alert.T0;

    [Fact]
    public void Places_are_spaced_evenly_up_to_the_horizon()
    {
        var pace = default(SentryPace);
        var places = new List<DateTimeOffset>();
        while (pace.Take(T0) is (var next, var at, true))
        {
            places.Add(at);
            pace = next;
        }

        Assert.Equal(Enumerable.Range(0, 41).Select(i => T0 + (i * SentryPace.Spacing)), places);
        Assert.Equal((T0 + (41 * SentryPace.Spacing), false), (pace.Take(T0).At, pace.Take(T0).IsKept));
    }

    [Fact]
    public void Pause_holds_everything_back_but_not_for_longer_than_an_hour()
    {
        var paused = default(SentryPace).Pause(T0.AddSeconds(5), T0);

        Assert.Equal(T0.AddSeconds(5), paused.Take(T0).At);
        Assert.Equal(T0.AddSeconds(5), paused.Pause(T0.AddSeconds(2), T0).Take(T0).At);
        Assert.Equal((T0 + SentryPace.LongestPause, false), (paused.Pause(T0.AddDays(9), T0).Take(T0).At, paused.Pause(T0.AddDays(9), T0).Take(T0).IsKept));
    }
}
