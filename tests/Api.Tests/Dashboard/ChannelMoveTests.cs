using Router.Api.Dashboard.Pages.Settings;
using Router.Api.Replay;
using Router.Domain.Alerts;

namespace Router.Api.Tests.Dashboard;

public class ChannelMoveTests
{
    [Fact]
    public void Moves_are_counted_by_channel_the_most_first()
    {
        var answer = Answer(
            fresh: [Item("audit")],
            gone: [Item("old"), Item("old")],
            moved: [new(Item("triage"), Item("payments")), new(Item("triage"), Item("payments")), new(Item("triage"), Item("payments"))]);

        var moves = ChannelMove.Of(answer).Select(move => move.ToString());

        Assert.Equal(["3 would move from triage to payments", "2 would no longer be sent to old", "1 new in audit"], moves);
    }

    [Fact]
    public void Move_within_a_channel_says_so()
    {
        var move = Assert.Single(ChannelMove.Of(Answer([], [], [new(Item("web"), Item("web"))])));

        Assert.Equal("1 in web would go to another sink, or at another time", move.ToString());
    }

    [Fact]
    public void Nothing_changed_is_no_move() => Assert.Empty(ChannelMove.Of(Answer([], [], [])));

    private static ReplayItem Item(string channel) => new()
    {
        At = DateTime.UnixEpoch,
        Channel = channel,
        Sink = "hook",
        Type = "incident.triggered",
        Reason = "new",
        Severity = Severity.Warning,
        Title = "Error",
        Issue = "org|issue|1",
        Incident = "i1",
    };

    private static ReplayAnswer Answer(ReplayItem[] fresh, ReplayItem[] gone, ReplayMove[] moved) => new()
    {
        From = DateTime.UnixEpoch,
        To = DateTime.UnixEpoch,
        Events = 10,
        Cut = false,
        ConfigVersion = 1,
        Warnings = [],
        Before = 5,
        After = 4,
        New = new(fresh.Length, fresh),
        Gone = new(gone.Length, gone),
        Moved = new(moved.Length, moved),
    };
}
