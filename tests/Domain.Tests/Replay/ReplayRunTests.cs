using Router.Domain.Alerts;
using Router.Domain.Issues;
using Router.Domain.Replay;
using Router.Domain.Tests.Noise;

namespace Router.Domain.Tests.Replay;

public class ReplayRunTests
{
    private const string Ops = "{ id: ops, sinks: [one] }";

    [Fact]
    public void The_same_config_changes_nothing()
    {
        var (run, diff) = Recording.Compare(Recording.Table(Ops), Recording.Table(Ops, version: 0), 0, 100, Alert.Trigger(1), Alert.Trigger(2), Alert.Resolve(3));
        Assert.True(diff.IsEmpty);
        Assert.Equal((3L, 2, 2), (run.Events, run.Before, run.After));
    }

    [Fact]
    public void A_second_sink_makes_new_notifications()
    {
        var diff = Recording.Compare(Recording.Table(Ops), Recording.Table("{ id: ops, sinks: [one, two] }"), 0, 100, Alert.Trigger(1), Alert.Resolve(3)).Diff;
        Assert.Equal(["1 ops/two triggered Warning 1", "3 ops/two resolved Ok 1"], diff.New.Select(Recording.Text));
        Assert.True(diff.Gone.IsEmpty && diff.Moved.IsEmpty);
    }

    [Fact]
    public void A_route_moves_notifications_to_another_channel()
    {
        const string Channels = Ops + ", { id: web, sinks: [two] }";
        var diff = Recording.Compare(
            Recording.Table(Channels), Recording.Table(Channels, "{ name: web, when: project == 'web', channels: [web] }"), 0, 100,
            Alert.Trigger(1), Alert.Trigger(2, issue: "2", project: "shop"), Alert.Resolve(3)).Diff;
        Assert.Equal(
            ["1 ops/one triggered Warning 1 -> 1 web/two triggered Warning 1", "3 ops/one resolved Ok 1 -> 3 web/two resolved Ok 1"],
            diff.Moved.Select(m => $"{Recording.Text(m.Before)} -> {Recording.Text(m.After)}"));
        Assert.True(diff.New.IsEmpty && diff.Gone.IsEmpty);
    }

    [Fact]
    public void A_delay_moves_some_and_saves_others()
    {
        var diff = Recording.Compare(
            Recording.Table(Ops), Recording.Table("{ id: ops, sinks: [one], delay: 30s }"), 0, 100,
            Alert.Trigger(1), Alert.Trigger(2, issue: "2"), Alert.Resolve(10, "2")).Diff;
        Assert.Equal(["1 ops/one triggered Warning 1 -> 31 ops/one triggered Warning 1"], diff.Moved.Select(m => $"{Recording.Text(m.Before)} -> {Recording.Text(m.After)}"));
        Assert.Equal(["2 ops/one triggered Warning 2", "10 ops/one resolved Ok 2"], diff.Gone.Select(Recording.Text));
    }

    [Fact]
    public void Grouping_makes_one_of_many()
    {
        var diff = Recording.Compare(
            Recording.Table(Ops), Recording.Table("{ id: ops, sinks: [one], groupBy: [project] }"), 0, 1000,
            Alert.Trigger(1), Alert.Trigger(2, issue: "2"), Alert.Trigger(3, issue: "3")).Diff;
        Assert.Equal(["2 ops/one triggered Warning 2", "3 ops/one triggered Warning 3"], diff.Gone.Select(Recording.Text));
        Assert.Equal(["301 ops/one updated Warning 3"], diff.New.Select(Recording.Text));
    }

    [Fact]
    public void A_silence_of_the_draft_holds_back_by_the_virtual_clock()
    {
        var diff = Recording.Compare(
            Recording.Table(Ops), Recording.Table(Ops, silences: "{ id: s, when: 'true', until: 2026-01-01T00:00:50Z }"), 0, 100,
            Alert.Trigger(1), Alert.Trigger(2, issue: "2"), Alert.Resolve(10, "2")).Diff;
        Assert.Equal(["1 ops/one triggered Warning 1 -> 50 ops/one triggered Warning 1"], diff.Moved.Select(m => $"{Recording.Text(m.Before)} -> {Recording.Text(m.After)}"));
        Assert.Equal(2, diff.Gone.Length);
    }

    [Fact]
    public void A_silence_of_the_api_holds_for_both()
    {
        var table = Recording.Table(Ops);
        var run = new ReplayRun(table, table, [Window.Once(0, 100)], Alert.T0);
        run.Add(Recording.Entry(1, Alert.Trigger(1)));
        run.Add(Recording.Entry(2, Alert.Resolve(50)));
        Assert.True(run.Finish(Alert.At(200)).IsEmpty);
        Assert.Equal((0, 0), (run.Before, run.After));
    }

    [Fact]
    public void An_issue_goes_quiet_by_the_drafts_time_and_not_by_the_recorded_timeout()
    {
        var table = Recording.Table(Ops);
        var run = new ReplayRun(table, Recording.Table("{ id: ops, sinks: [one], autoResolveAfter: 1h }"), [], Alert.T0);
        run.Add(Recording.Entry(1, Alert.Trigger(1)));
        run.Add(Recording.Entry(2, Alert.Trigger(1).Issue.Value, IssueInput.QuietTimeout(), Alert.At(86_401)));
        var diff = run.Finish(Alert.At(90_000));
        Assert.Equal(["86401 ops/one resolved Ok 1 -> 3601 ops/one resolved Ok 1"], diff.Moved.Select(m => $"{Recording.Text(m.Before)} -> {Recording.Text(m.After)}"));
    }

    [Fact]
    public void What_was_told_before_the_begin_is_known_and_not_counted()
    {
        var table = Recording.Table(Ops);
        var (run, _) = Recording.Compare(table, table, 50, 100, Alert.Trigger(1), Alert.Trigger(60), Alert.Resolve(70));
        Assert.Equal((2L, 1), (run.Events, run.Before));
    }

    [Fact]
    public void An_integration_that_the_draft_has_not_is_not_replayed_and_warned_of()
    {
        var table = Recording.Table(Ops);
        var without = new Domain.Routing.RouteTable(table.Config with { Integrations = [] }, 0);
        var (run, diff) = Recording.Compare(table, without, 0, 100, Alert.Trigger(1));
        Assert.Equal((1, 0), (run.Before, run.After));
        Assert.Single(diff.Gone);
        Assert.Contains("integration web is not in the draft", Assert.Single(ReplayWarnings.Of(table, without)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_payload_value_that_was_not_recorded_is_warned_of()
    {
        var draft = Recording.Table(Ops, "{ name: a, when: payload.a.b == 'x', channels: [ops] }");
        Assert.Contains("payload.a.b", Assert.Single(ReplayWarnings.Of(Recording.Table(Ops), draft)), StringComparison.Ordinal);
        Assert.Empty(ReplayWarnings.Of(draft, draft));
    }
}
