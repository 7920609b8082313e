using Router.Domain.Actions;
using Router.Domain.Alerts;
using Router.Domain.Issues;
using Router.Domain.TwoWay;

namespace Router.Domain.Tests.TwoWay;

public class OwnChangeTests
{
    [Theory]
    [InlineData(ActionKind.Resolve, AlertKind.Resolve, true, 60, true)]
    [InlineData(ActionKind.Resolve, AlertKind.Resolve, null, 60, false)]
    [InlineData(ActionKind.Resolve, AlertKind.Reopen, true, 60, false)]
    [InlineData(ActionKind.Reopen, AlertKind.Reopen, true, 60, true)]
    [InlineData(ActionKind.Snooze, AlertKind.Suppress, true, 60, true)]
    [InlineData(ActionKind.Resolve, AlertKind.Resolve, true, 26 * 3600, false)]
    public void Echo_is_what_we_did_by_an_application_within_a_day(ActionKind did, AlertKind came, bool? byApplication, int after, bool expected)
    {
        var alert = Alert.Resolve(after) with { Kind = came, ByApplication = byApplication, Resource = "issue" };

        Assert.Equal(expected, new OwnChange(did, Alert.T0).IsEcho(alert, Alert.At(after)));
        Assert.False(new OwnChange(did, Alert.T0, IsEchoed: true).IsEcho(alert, Alert.At(after)));
    }

    [Theory]
    [InlineData(60, true)]
    [InlineData(3600, false)]
    public void Activity_alert_which_names_nobody_is_an_echo_for_minutes_only(int after, bool expected) =>
        Assert.Equal(expected, new OwnChange(ActionKind.Resolve, Alert.T0).IsEcho(Alert.Resolve(after) with { Resource = "activity_alert" }, Alert.At(after)));

    [Fact]
    public void Metric_alert_is_never_changed_in_sentry()
    {
        var trigger = Alert.Level(0, Severity.Critical);
        trigger = trigger with { Issue = IssueKey.Metric("org", "1") };
        var state = IssuePolicy.Decide(new(), IssueInput.Webhook(trigger, Alert.Route(trigger)), Alert.T0).State;

        var resolved = IssuePolicy.Decide(state, IssueInput.Act(new() { Kind = ActionKind.Resolve, Actor = "Ann" }, isTwoWay: true), Alert.At(1)).State;

        Assert.Equal(IssueStatus.Resolved, resolved.History.Phase.Status);
        Assert.Null(resolved.Change);
    }

    [Fact]
    public void State_of_an_older_version_is_read()
    {
        var trigger = Alert.Trigger(0);
        var state = IssuePolicy.Decide(new(), IssueInput.Webhook(trigger, Alert.Route(trigger)), Alert.T0).State;
        var json = System.Text.Encoding.UTF8.GetString(IssueStore.Snapshot(state).State.Span);

        Assert.DoesNotContain("ownChange", json, StringComparison.Ordinal);
        var older = json.Replace(",\"lastChange\":0", "", StringComparison.Ordinal);
        Assert.NotEqual(json, older);
        Assert.Equal(0, IssueStore.Read(System.Text.Encoding.UTF8.GetBytes(older)).LastChange);
    }
}
