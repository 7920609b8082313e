using Router.Api.Dashboard.Live;

namespace Router.Api.Tests.Dashboard;

public class BeatTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    // Looks five times a second, from a beat in a quiet time on.
    private Beat _beat = new(1, Start.AddSeconds(-3), 7, Start.AddMinutes(-1), 7);

    [Fact]
    public void Event_after_a_quiet_time_beats_at_the_look_after_the_one_that_saw_it_and_some_more_for_what_follows() =>
        Assert.Equal([200, 600, 1000, 1400, 1800, 2200, 2600, 3000], Beats(_ => 8, looks: 36));

    [Fact]
    public void Journal_that_moves_much_beats_once_a_second() => Assert.Equal([200, 1200, 2200, 3200], Beats(look => 8 + (51 * look), looks: 17));

    [Fact]
    public void Journal_that_moves_little_beats_sooner() => Assert.Equal([200, 600, 1000, 1400], Beats(look => 8 + (50 * look), looks: 9));

    [Fact]
    public void Quiet_journal_beats_now_and_then() => Assert.Equal([2000, 7000], Beats(_ => 7, looks: 40));

    [Fact]
    public void Beats_are_counted()
    {
        Beats(look => 8 + (51 * look), looks: 17);

        Assert.Equal(5, _beat.Number);
    }

    private List<int> Beats(Func<int, long> position, int looks)
    {
        var beats = new List<int>();
        for (var look = 0; look < looks; look++)
        {
            var now = Start.AddMilliseconds(200 * look);
            var next = _beat.Next(position(look), now);
            if (next.Number != _beat.Number)
                beats.Add(200 * look);
            _beat = next;
        }

        return beats;
    }
}
