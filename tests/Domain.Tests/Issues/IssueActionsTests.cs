using Router.Domain.Actions;
using Router.Domain.Alerts;
using Router.Domain.Issues;

namespace Router.Domain.Tests.Issues;

public class IssueActionsTests
{
    private static IssueDriver Issue(params AlertEvent[] history)
    {
        var issue = new IssueDriver();
        foreach (var alert in history)
            issue.Send(alert);
        issue.TakeChanges();
        return issue;
    }

    [Theory]
    [InlineData(ActionKind.Acknowledge, ActionReason.Acknowledged, IssueStatus.Acknowledged, IssueChange.Acknowledged)]
    [InlineData(ActionKind.Resolve, ActionReason.Resolved, IssueStatus.Resolved, IssueChange.Resolved)]
    public void An_open_issue_is_taken_or_ended_and_says_by_whom(ActionKind kind, ActionReason reason, IssueStatus status, IssueChange change)
    {
        var issue = Issue(Alert.Trigger(0));
        Assert.Equal(reason, issue.Act(5, kind));
        Assert.Equal(status, issue.State.History.Phase.Status);
        var report = Assert.Single(issue.Reports);
        Assert.Equal((change, "Ann"), (report.Change, report.Issue.Actor));
        Assert.True(issue.Last.IsTransition);
    }

    [Fact]
    public void An_ended_issue_is_reopened_by_name()
    {
        var issue = Issue(Alert.Trigger(0), Alert.Resolve(1));
        Assert.Equal(ActionReason.Reopened, issue.Act(5, ActionKind.Reopen));
        Assert.Equal((IssueChange.Reopened, "Ann"), (issue.Reports[0].Change, issue.Reports[0].Issue.Actor));
    }

    [Fact]
    public void An_action_that_changes_nothing_leaves_the_state_as_it_is()
    {
        var issue = Issue(Alert.Trigger(0));
        issue.Act(5, ActionKind.Resolve);
        var before = issue.State;
        Assert.Equal(ActionReason.AlreadyInState, issue.Act(6, ActionKind.Resolve));
        Assert.Equal(ActionReason.NotOpen, issue.Act(6, ActionKind.Acknowledge));
        Assert.Same(before.History, issue.State.History);
        Assert.Equal(before.LastReport, issue.State.LastReport);
    }

    [Fact]
    public void An_unknown_issue_is_not_acted_on() => Assert.Equal(ActionReason.Unknown, Issue(Alert.Resolve(0)).Act(5, ActionKind.Resolve));

    [Fact]
    public void An_action_outlives_webhooks_that_are_older_and_arrive_later()
    {
        var issue = Issue(Alert.Trigger(0));
        issue.Act(10, ActionKind.Resolve);
        Assert.Equal(IngestReason.Late, issue.SendAt(11, Alert.Trigger(7)));
        Assert.Equal(IssueStatus.Resolved, issue.State.History.Phase.Status);
        Assert.Equal(IngestReason.Triggered, issue.SendAt(12, Alert.Trigger(12)));
    }

    [Fact]
    public void An_action_counts_even_when_this_clock_is_behind()
    {
        var issue = Issue(Alert.Trigger(50));
        Assert.Equal(ActionReason.Resolved, issue.Act(10, ActionKind.Resolve));
        Assert.Equal(IssueStatus.Resolved, issue.State.History.Phase.Status);
    }

    [Fact]
    public void Two_acknowledgements_in_one_second_count_when_it_escalated_between()
    {
        var issue = Issue(Alert.Trigger(0));
        issue.Act(5, ActionKind.Acknowledge);
        issue.SendAt(5, Alert.Trigger(5, severity: Severity.Critical));
        Assert.Equal(ActionReason.Acknowledged, issue.Act(5, ActionKind.Acknowledge));
        Assert.Equal(IssueStatus.Acknowledged, issue.State.History.Phase.Status);
    }

    [Fact]
    public void The_same_key_does_nothing_again_and_answers_the_same()
    {
        var issue = Issue(Alert.Trigger(0));
        Assert.Equal(ActionReason.Resolved, issue.Act(5, ActionKind.Resolve, "k"));
        issue.SendAt(8, Alert.Trigger(8));
        Assert.Equal(ActionReason.Resolved, issue.Act(9, ActionKind.Resolve, "k"));
        Assert.Equal(IssueStatus.Triggered, issue.State.History.Phase.Status);
        Assert.Equal(ActionReason.Resolved, issue.Act(10, ActionKind.Resolve, "k2"));
    }

    [Fact]
    public void A_key_that_changed_nothing_does_nothing_later()
    {
        var issue = Issue(Alert.Trigger(0), Alert.Resolve(1));
        Assert.Equal(ActionReason.AlreadyInState, issue.Act(5, ActionKind.Resolve, "k"));
        issue.SendAt(8, Alert.Trigger(8));
        Assert.Equal(ActionReason.AlreadyInState, issue.Act(9, ActionKind.Resolve, "k"));
        Assert.Equal(IssueStatus.Triggered, issue.State.History.Phase.Status);
    }

    [Fact]
    public void A_key_used_for_something_else_is_named()
    {
        var issue = Issue(Alert.Trigger(0));
        issue.Act(5, ActionKind.Acknowledge, "k");
        Assert.Equal(ActionReason.KeyReused, issue.Act(5, ActionKind.Resolve, "k"));
        Assert.Equal(ActionReason.KeyReused, issue.Act(5, ActionKind.Acknowledge, "k", reason: "another"));
        Assert.Equal(IssueStatus.Acknowledged, issue.State.History.Phase.Status);
    }

    [Fact]
    public void The_keys_that_are_remembered_are_bounded()
    {
        var issue = Issue(Alert.Trigger(0));
        for (var i = 0; i < ActionMemory.Capacity + 5; i++)
            issue.Act(i, ActionKind.Acknowledge, $"k{i}");
        Assert.Equal(ActionMemory.Capacity, issue.State.Actions.Length);
        Assert.Equal(ActionReason.AlreadyInState, issue.Act(999, ActionKind.Acknowledge, $"k{ActionMemory.Capacity + 4}"));
    }

    [Fact]
    public void The_place_in_lists_never_changes()
    {
        var issue = Issue(Alert.Trigger(10));
        var place = IssueStore.Snapshot(issue.State).Index!.CreatedAt;
        issue.SendAt(20, Alert.Trigger(3));
        issue.SendAt(30, Alert.Trigger(30));
        var row = IssueStore.Snapshot(issue.State).Index!;
        Assert.Equal(Alert.At(3), row.FirstSeen);
        Assert.Equal((Alert.At(10), place), (row.CreatedAt!.Value, row.CreatedAt));
    }
}
