using Microsoft.Extensions.Time.Testing;
using Router.Api.Stats;

namespace Router.Api.Tests.Stats;

public sealed class TrafficMinutesTests
{
    private readonly FakeTimeProvider _time = new(new(2026, 1, 1, 12, 0, 30, TimeSpan.Zero));

    [Fact]
    public void Buckets_hold_their_minutes_and_nothing_older()
    {
        var minutes = new TrafficMinutes(_time);
        minutes.Add(TrafficCount.Accepted, 1);
        _time.Advance(TimeSpan.FromMinutes(1));
        minutes.Add(TrafficCount.Accepted, 2);

        Assert.Equal([0, 1, 2], Accepted(minutes.Read(3, 1)));
        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal([2, 0, 0], Accepted(minutes.Read(3, 1)));
        Assert.Equal([0, 3], Accepted(minutes.Read(2, 15)));
        Assert.Equal(new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero), minutes.Read(2, 15)[^1].From);
    }

    [Fact]
    public void Day_that_has_passed_is_forgotten()
    {
        var minutes = new TrafficMinutes(_time);
        minutes.Add(TrafficCount.Sent, 7);
        _time.Advance(TimeSpan.FromDays(1));
        minutes.Add(TrafficCount.Sent, 1);

        Assert.Equal(1, minutes.Read(96, 15).Sum(bucket => bucket.Counts[(int)TrafficCount.Sent]));
    }

    [Fact]
    public void Others_are_added_minute_by_minute()
    {
        var minutes = new TrafficMinutes(_time);
        minutes.Add(TrafficCount.Accepted, 1);
        var now = TrafficMinutes.Number(_time.GetUtcNow());

        Assert.Equal([0, 4, 11], Accepted(minutes.Read(3, 1, [new(now - 1, [4]), new(now, [10, 0, 0, 0, 0, 0, 0, 5]), new(now - 3, [7]), new(now + 1, [7])])));
    }

    [Fact]
    public void Minutes_since_one_are_those_that_counted()
    {
        var minutes = new TrafficMinutes(_time);
        minutes.Add(TrafficCount.Accepted, 1);
        _time.Advance(TimeSpan.FromMinutes(2));
        minutes.Add(TrafficCount.Accepted, 2);
        var now = TrafficMinutes.Number(_time.GetUtcNow());

        Assert.Equal([(now - 2, 1), (now, 2)], minutes.Since(0).Select(minute => (minute.Number, minute.Counts[0])).Order());
        Assert.Equal([now], minutes.Since(now - 1).Select(minute => minute.Number));
    }

    [Fact]
    public void Nothing_is_lost_when_many_count()
    {
        var minutes = new TrafficMinutes(_time);

        Parallel.For(0, 10_000, _ => minutes.Add(TrafficCount.Refused, 1));

        Assert.Equal(10_000, minutes.Read(1, 1)[0].Counts[(int)TrafficCount.Refused]);
    }

    private static IEnumerable<long> Accepted(IEnumerable<(DateTimeOffset From, long[] Counts)> buckets) => buckets.Select(bucket => bucket.Counts[(int)TrafficCount.Accepted]);
}
