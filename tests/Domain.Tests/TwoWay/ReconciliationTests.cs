using Router.Domain.Actions;
using Router.Domain.Alerts;
using Router.Domain.Configuration;
using Router.Domain.Issues;
using Router.Domain.TwoWay;

namespace Router.Domain.Tests.TwoWay;

public class ReconciliationTests
{
    private static readonly IntegrationConfig Integration = new() { Id = "org", Name = "org", Key = "0123456789abcdef", Channel = "ops" };

    [Theory]
    [InlineData("resolved", AlertKind.Resolve)]
    [InlineData("ignored", AlertKind.Suppress)]
    [InlineData("unresolved", null)]
    [InlineData("something-new", null)]
    public void What_sentry_closed_was_lost(string status, AlertKind? expected) =>
        Assert.Equal(expected, Reconciliation.Lost(Open(), new("1", status), Integration, Alert.At(60))?.Kind);

    [Fact]
    public void Closed_issue_has_lost_nothing()
    {
        var resolve = Alert.Resolve(30);
        var closed = IssuePolicy.Decide(Open(), IssueInput.Webhook(resolve, Alert.Route(resolve)), Alert.At(30)).State;

        Assert.Null(Reconciliation.Lost(closed, new("1", "resolved"), Integration, Alert.At(60)));
    }

    [Fact]
    public void Change_of_ours_that_is_on_its_way_is_waited_for()
    {
        var state = Act(Open(), ActionKind.Resolve, 10);
        state = Act(state, ActionKind.Reopen, 20);

        Assert.Null(Reconciliation.Lost(state, new("1", "resolved"), Integration, Alert.At(60)));
    }

    [Fact]
    public void Archive_is_our_snooze_until_its_end()
    {
        var state = IssuePolicy.ChangeHandedOver(Act(Open(), ActionKind.Snooze, 10, until: 100), 1);

        Assert.Null(Reconciliation.Lost(state, new("1", "ignored"), Integration, Alert.At(60)));
        Assert.Equal(AlertKind.Suppress, Reconciliation.Lost(state, new("1", "ignored"), Integration, Alert.At(101))!.Kind);
        Assert.Null(Reconciliation.Lost(Open(), new("1", "ignored"), Integration with { Lifecycle = new() { ArchivedSuppresses = false } }, Alert.At(60)));
    }

    [Fact]
    public void Trigger_after_the_question_is_newer_than_its_answer()
    {
        var lost = Reconciliation.Lost(Open(), new("1", "resolved"), Integration, Alert.At(60))!;
        var trigger = Alert.Trigger(61);
        var state = IssuePolicy.Decide(Open(), IssueInput.Webhook(trigger, Alert.Route(trigger)), Alert.At(61)).State;

        var decision = IssuePolicy.Decide(state, IssueInput.Webhook(lost, Alert.Route(lost)), Alert.At(62));

        Assert.Equal(IssueStatus.Triggered, decision.State.History.Phase.Status);
    }

    [Theory]
    [InlineData(3, 600, true)]
    [InlineData(2, 6_000, false)]
    [InlineData(300, 599, false)]
    public void Missing_is_what_was_not_there_often_and_for_long(int misses, double seconds, bool expected) =>
        Assert.Equal(expected, Reconciliation.IsMissing(misses, Alert.T0, Alert.At(seconds)));

    [Fact]
    public void Deleted_issue_ends_and_its_incidents_are_told_so()
    {
        var open = IssuePolicy.HandedOver(Open(), long.MaxValue);
        var deleted = Reconciliation.Deleted(open, Alert.At(60))!;

        var decision = IssuePolicy.Decide(open, IssueInput.Webhook(deleted, Alert.Route(deleted)), Alert.At(61));

        Assert.Equal(IssueStatus.Resolved, decision.State.History.Phase.Status);
        Assert.Equal(IssueChange.Deleted, Assert.Single(decision.State.Outbox).Change);
        Assert.Null(Reconciliation.Deleted(decision.State, Alert.At(62)));
    }

    private static IssueState Open()
    {
        var trigger = Alert.Trigger(0);
        return IssuePolicy.Decide(new(), IssueInput.Webhook(trigger, Alert.Route(trigger)), Alert.T0).State;
    }

    private static IssueState Act(IssueState state, ActionKind kind, double second, double? until = null) =>
        IssuePolicy.Decide(state, IssueInput.Act(new() { Kind = kind, Actor = "Ann", Until = until is { } u ? Alert.At(u) : null }, isTwoWay: true), Alert.At(second)).State;
}
