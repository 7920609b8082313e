using Router.Domain.Actions;
using Router.Domain.Alerts;
using Router.Domain.Configuration;
using Router.Domain.Delivery;
using Router.Domain.Incidents;
using Router.Domain.Issues;

namespace Router.Domain.Tests.Incidents;

public class IncidentActionsTests
{
    private static ChannelConfig Grouped => IncidentTimeline.Channel with { GroupBy = ["project"] };

    private static PersonAction Acknowledge => new() { Kind = ActionKind.Acknowledge, Actor = "Ann", Reason = "mine" };

    private static PersonAction Resolve => new() { Kind = ActionKind.Resolve, Actor = "Ann" };

    private static PersonAction Reopen => new() { Kind = ActionKind.Reopen, Actor = "Ann" };

    private static PersonAction Snooze(double until) => new() { Kind = ActionKind.Snooze, Actor = "Ann", Until = Alert.At(until) };

    private static IncidentTimeline Timeline(ChannelConfig? channel = null) => new(channel ?? IncidentTimeline.Channel, IncidentTimeline.Webhook());

    [Fact]
    public void Acknowledge_takes_every_issue_and_is_told_once_with_the_actor()
    {
        var t = Timeline(Grouped).At(0, Alert.Trigger(0)).At(1, Alert.Trigger(0, issue: "2")).At(2, Alert.Trigger(0, issue: "3"));
        Assert.Equal(ActionReason.Acknowledged, t.Act(400, Acknowledge));
        Assert.Equal("400 hook acknowledged acknowledged Warning", t.Told[^1]);
        Assert.Equal(IncidentStatus.Acknowledged, t.Incident().Status);
        Assert.All(t.Notifications[^1].Issues, i => Assert.Equal("Ann", i.Actor));
        var entry = Assert.Single(t.Journal, j => j.Action is not null);
        Assert.Equal((ActionReason.Acknowledged, "Ann", "mine"), (entry.Action!.Value, entry.Actor, entry.Note));
    }

    [Fact]
    public void Resolve_ends_every_issue_and_is_told_once()
    {
        var t = Timeline(Grouped).At(0, Alert.Trigger(0)).At(1, Alert.Trigger(0, issue: "2")).At(2, Alert.Trigger(0, issue: "3")).WakeUntil(400);
        var told = t.Told.Count;
        Assert.Equal(ActionReason.Resolved, t.Act(1000, Resolve));
        Assert.Equal(["1000 hook resolved resolved Ok"], t.Told.Skip(told));
        Assert.All(t.Notifications[^1].Issues, i => Assert.Equal((IssueStatus.Resolved, "Ann"), (i.Status, i.Actor)));
        Assert.Equal(3, t.Records.Values.Single().Issues.Length);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(9_000)]
    public void Reopen_opens_the_same_incident_whatever_reopenWithin(double second)
    {
        var t = Timeline().At(0, Alert.Trigger(0)).At(5, Alert.Resolve(5));
        Assert.Equal(ActionReason.Reopened, t.Act(second, Reopen));
        Assert.Equal($"{second} hook reopened reopened Warning", t.Told[^1]);
        Assert.Equal(t.Notifications[0].IncidentId, t.Notifications[^1].IncidentId);
        Assert.Equal("Ann", t.Notifications[^1].Issues[0].Actor);
        Assert.False(t.Incident().IsToReopen);
    }

    [Fact]
    public void What_is_so_already_is_answered_and_told_to_nobody()
    {
        var t = Timeline().At(0, Alert.Trigger(0));
        Assert.Equal(ActionReason.AlreadyInState, t.Act(1, Reopen));
        t.Act(2, Acknowledge);
        Assert.Equal(ActionReason.AlreadyInState, t.Act(3, Acknowledge));
        t.Act(4, Resolve);
        Assert.Equal(ActionReason.AlreadyInState, t.Act(5, Resolve));
        Assert.Equal(ActionReason.NotOpen, t.Act(6, Acknowledge));
        Assert.Equal(ActionReason.NotOpen, t.Act(6, Snooze(60)));
        Assert.Equal(ActionReason.Unknown, t.Act(7, Resolve, number: 2));
        Assert.Equal(ActionReason.Unknown, t.Act(7, Resolve, number: 0));
        Assert.Equal(3, t.Told.Count);
    }

    [Fact]
    public void An_ended_incident_whose_place_is_taken_is_superseded()
    {
        var t = Timeline().At(0, Alert.Trigger(0)).At(5, Alert.Resolve(5)).At(4000, Alert.Trigger(4000));
        Assert.Equal(ActionReason.Superseded, t.Act(4001, Reopen, number: 1));
    }

    [Fact]
    public void A_snooze_holds_back_updates_and_says_at_its_end_that_it_is_open()
    {
        var t = Timeline(Grouped).At(0, Alert.Trigger(0));
        Assert.Equal(ActionReason.Snoozed, t.Act(10, Snooze(1000)));
        t.At(20, Alert.Trigger(0, issue: "2")).WakeUntil(2000);
        Assert.Equal(["0 hook triggered first_notification Warning", "1000 hook updated snooze_ended Warning"], t.Told);
        Assert.Contains(t.Journal, j => j.Suppressed == SuppressReason.Snoozed);
        Assert.Null(t.Incident().SnoozedUntil);
    }

    [Fact]
    public void A_rise_in_severity_ends_the_snooze_and_is_told_at_once()
    {
        var t = Timeline().At(0, Alert.Trigger(0));
        t.Act(10, Snooze(1000));
        t.At(20, Alert.Trigger(20, severity: Severity.Critical)).WakeUntil(2000);
        Assert.Equal(["0 hook triggered first_notification Warning", "20 hook escalated severity_raised Critical"], t.Told);
    }

    [Fact]
    public void A_new_issue_of_higher_severity_ends_the_snooze_and_is_told_at_once()
    {
        var t = Timeline(Grouped).At(0, Alert.Trigger(0));
        t.Act(10, Acknowledge);
        t.Act(10, Snooze(1000));
        t.At(20, Alert.Trigger(0, severity: Severity.Critical, issue: "2")).WakeUntil(2000);
        Assert.Equal("20 hook escalated severity_raised Critical", t.Told[^1]);
        Assert.Equal(IncidentStatus.Triggered, t.Incident().Status);
    }

    [Fact]
    public void The_end_of_a_snoozed_incident_is_told_and_nothing_after()
    {
        var t = Timeline().At(0, Alert.Trigger(0));
        t.Act(10, Snooze(1000));
        t.At(20, Alert.Resolve(20)).WakeUntil(2000);
        Assert.Equal(["0 hook triggered first_notification Warning", "20 hook resolved resolved Ok"], t.Told);
    }

    [Theory]
    [InlineData(20, 40)]
    [InlineData(100, 100)]
    public void A_snooze_holds_back_the_first_notification_too(double until, double told)
    {
        var t = Timeline(IncidentTimeline.Channel with { Delay = TimeSpan.FromSeconds(40) }).At(0, Alert.Trigger(0));
        t.Act(10, Snooze(until));
        t.WakeUntil(2000);
        Assert.Equal([$"{told} hook triggered first_notification Warning"], t.Told);
    }

    [Fact]
    public void A_snooze_can_be_moved()
    {
        var t = Timeline().At(0, Alert.Trigger(0));
        t.Act(10, Snooze(100));
        Assert.Equal(ActionReason.AlreadyInState, t.Act(11, Snooze(100)));
        Assert.Equal(ActionReason.Snoozed, t.Act(12, Snooze(50)));
        t.WakeUntil(2000);
        Assert.Equal("50 hook updated snooze_ended Warning", t.Told[^1]);
    }

    [Fact]
    public void The_same_key_does_nothing_again_and_answers_the_same()
    {
        var t = Timeline().At(0, Alert.Trigger(0));
        Assert.Equal(ActionReason.Resolved, t.Act(5, Resolve with { Key = "k" }));
        t.At(8, Alert.Trigger(8));
        Assert.Equal(ActionReason.Resolved, t.Act(9, Resolve with { Key = "k" }));
        Assert.Equal(ActionReason.KeyReused, t.Act(9, Acknowledge with { Key = "k" }));
        Assert.Equal(IncidentStatus.Triggered, t.Incident().Status);
    }

    [Fact]
    public void Every_incident_of_a_group_has_a_record_that_outlives_its_place()
    {
        var t = Timeline(Grouped).At(0, Alert.Trigger(0)).At(3600, Alert.Trigger(0, issue: "2"));
        Assert.Equal([IncidentStatus.Triggered, IncidentStatus.Triggered], t.Records.Values.Select(r => r.Incident.Status));
        t.At(3700, Alert.Resolve(0)).At(3800, Alert.Resolve(0, "2")).At(9000, Alert.Trigger(9000));
        Assert.Equal([IncidentStatus.Resolved, IncidentStatus.Resolved, IncidentStatus.Triggered], t.Records.Values.Select(r => r.Incident.Status));
        Assert.Equal(["web|issue|1", "web|issue|2"], t.Records.Values.Take(2).Select(r => r.Issues.Single().Key.Value));
        Assert.All(t.Records.Values, r => Assert.Equal(r.Incident.StartedAt, IncidentStore.Record(r).Index!.CreatedAt));
    }

    [Fact]
    public void An_act_and_a_record_that_are_not_done_wake_the_grain()
    {
        var state = new IncidentState { LastChangeAt = Alert.T0 };
        var act = new IncidentAct { Id = 1, Number = 1, Action = Resolve, Issues = ["web|issue|1"] };
        Assert.Null(IncidentPolicy.DueAt(state));
        Assert.NotNull(IncidentPolicy.DueAt(state with { Acts = [act] }));
        Assert.Null(IncidentPolicy.DueAt(IncidentPolicy.Acted(state with { Acts = [act] }, 1)));
    }
}
