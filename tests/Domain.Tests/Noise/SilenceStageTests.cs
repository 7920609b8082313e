using Router.Domain.Alerts;
using Router.Domain.Configuration;
using Router.Domain.Delivery;
using Router.Domain.Incidents;
using Router.Domain.Noise;
using Router.Domain.Tests.Incidents;

namespace Router.Domain.Tests.Noise;

public class SilenceStageTests
{
    private static ChannelConfig Grouped => IncidentTimeline.Channel with { GroupBy = ["project"] };

    [Fact]
    public void What_is_open_still_when_the_silence_ends_is_announced_then()
    {
        var t = Timeline(Window.Once(0, 100)).At(5, Alert.Trigger(5)).WakeUntil(99);
        Assert.Empty(t.Told);
        Assert.Equal(SuppressReason.Silenced, t.Journal[^1].Suppressed);
        Assert.Equal(["quiet"], t.Incident().Held!.By.AsEnumerable());
        Assert.Equal(["quiet"], t.Journal[^1].Silences.AsEnumerable());

        t.WakeUntil(200).At(201, Alert.Resolve(201));
        Assert.Equal(["100 hook triggered first_notification Warning", "201 hook resolved resolved Ok"], t.Told);
        Assert.Null(t.Incident().Held);
    }

    [Fact]
    public void What_ends_while_silenced_is_never_told()
    {
        var t = Timeline(Window.Once(0, 100)).At(5, Alert.Trigger(5)).At(50, Alert.Resolve(50)).WakeUntil(200);
        Assert.Empty(t.Told);
        Assert.Equal(SuppressReason.Silenced, t.Journal[^1].Suppressed);
    }

    [Fact]
    public void The_resolve_of_what_was_told_is_sent_while_silenced()
    {
        var t = Timeline(Window.Once(10, 100)).At(5, Alert.Trigger(5)).At(50, Alert.Resolve(50)).WakeUntil(200);
        Assert.Equal(["5 hook triggered first_notification Warning", "50 hook resolved resolved Ok"], t.Told);
    }

    [Fact]
    public void The_resolve_is_sent_while_silenced_also_when_something_was_held_back_before()
    {
        var t = Timeline(Window.Once(10, 100)).At(5, Alert.Trigger(5)).At(20, Alert.Assign(20)).At(50, Alert.Resolve(50)).WakeUntil(200);
        Assert.Equal(["5 hook triggered first_notification Warning", "50 hook resolved resolved Ok"], t.Told);
    }

    [Fact]
    public void A_rise_in_severity_is_held_back_and_told_when_the_silence_ends()
    {
        var t = Timeline(Window.Once(10, 100))
            .At(5, Alert.Trigger(5)).At(20, Alert.Assign(20)).At(50, Alert.Trigger(50, severity: Severity.Critical)).WakeUntil(200);
        Assert.Equal(["5 hook triggered first_notification Warning", "100 hook escalated severity_raised Critical"], t.Told);
        Assert.Equal((Severity.Warning, false), (t.Notifications[^1].PreviousSeverity, t.Notifications[^1].WasAcknowledged));
    }

    [Fact]
    public void A_rise_in_severity_that_has_passed_is_not_told()
    {
        var t = Timeline(Window.Once(10, 100))
            .At(5, Alert.Trigger(5)).At(50, Alert.Trigger(50, severity: Severity.Critical)).At(60, Alert.Trigger(60)).WakeUntil(500);
        Assert.Equal("5 hook triggered first_notification Warning", Assert.Single(t.Told, s => !s.Contains("updated", StringComparison.Ordinal)));
        Assert.Equal("100 hook updated severity_lowered Warning", t.Told[^1]);
    }

    [Fact]
    public void A_rise_beyond_the_silences_condition_breaks_it()
    {
        var t = Timeline(Window.Once(0, 100, "severity <= \"Warning\""))
            .At(5, Alert.Trigger(5)).At(50, Alert.Trigger(50, severity: Severity.Critical)).WakeUntil(200);
        Assert.Equal(["50 hook triggered first_notification Critical"], t.Told);
    }

    [Fact]
    public void An_acknowledgement_is_held_back()
    {
        var t = Timeline(Window.Once(10, 100)).At(5, Alert.Trigger(5)).At(20, Alert.Assign(20)).WakeUntil(200);
        Assert.Equal(["5 hook triggered first_notification Warning", "100 hook acknowledged acknowledged Warning"], t.Told);
    }

    [Fact]
    public void What_was_acknowledged_before_it_was_ever_told_is_announced_as_such()
    {
        var t = Timeline(Window.Once(0, 100)).At(5, Alert.Trigger(5)).At(20, Alert.Assign(20)).WakeUntil(200);
        Assert.Equal(["100 hook triggered first_notification Warning"], t.Told);
        Assert.Equal(IncidentStatus.Acknowledged, t.Notifications[0].Status);
    }

    [Fact]
    public void A_reopening_is_held_back_and_its_end_is_not_told_twice()
    {
        var t = Timeline(Window.Once(20, 100)).At(5, Alert.Trigger(5)).At(10, Alert.Resolve(10)).At(30, Alert.Trigger(30)).At(40, Alert.Resolve(40)).WakeUntil(200);
        Assert.Equal(["5 hook triggered first_notification Warning", "10 hook resolved resolved Ok"], t.Told);

        t = Timeline(Window.Once(20, 100)).At(5, Alert.Trigger(5)).At(10, Alert.Resolve(10)).At(30, Alert.Trigger(30)).WakeUntil(200);
        Assert.Equal("100 hook reopened reopened Warning", t.Told[^1]);
    }

    [Fact]
    public void An_update_that_came_due_is_told_when_the_silence_ends()
    {
        var t = Timeline(Grouped, Window.Once(200, 1000)).At(0, Alert.Trigger(0)).At(10, Alert.Trigger(10, issue: "2")).WakeUntil(2000);
        Assert.Equal(["0 hook triggered first_notification Warning", "1000 hook updated issue_added Warning"], t.Told);
    }

    [Fact]
    public void An_incident_is_silenced_only_while_all_its_open_issues_are()
    {
        var t = Timeline(Grouped, Window.Once(0, 1000, "title == \"Issue 1\""));
        t.At(5, Alert.Trigger(5));
        Assert.Empty(t.Told);
        t.At(6, Alert.Trigger(6, issue: "2"));
        Assert.Equal(["6 hook triggered first_notification Warning"], t.Told);
        Assert.Equal(2, t.Notifications[0].IssueCount);

        t.At(7, Alert.Resolve(7, "2")).WakeUntil(900);
        Assert.Single(t.Told);
        t.WakeUntil(2000);
        Assert.Equal("1000 hook updated issue_resolved Warning", t.Told[^1]);
    }

    [Fact]
    public void Several_silences_hold_an_incident_together()
    {
        var t = Timeline(Grouped, Window.Once(0, 100, "title == \"Issue 1\"", id: "a"), Window.Once(0, 200, "title == \"Issue 2\"", id: "b"), Window.Once(50, 300, "title == \"Issue 1\"", id: "c"))
            .At(5, Alert.Trigger(5)).At(6, Alert.Trigger(6, issue: "2"));
        Assert.Equal(["a", "b"], t.Incident().Held!.By.Order());
        t.WakeUntil(400);
        Assert.Equal(["200 hook triggered first_notification Warning"], t.Told);
    }

    [Fact]
    public void A_delay_and_a_silence_both_have_to_pass()
    {
        var delayed = IncidentTimeline.Channel with { Delay = TimeSpan.FromSeconds(30) };
        Assert.Equal(["100 hook triggered first_notification Warning"], Timeline(delayed, Window.Once(0, 100)).At(5, Alert.Trigger(5)).WakeUntil(200).Told);
        Assert.Equal(["35 hook triggered first_notification Warning"], Timeline(delayed, Window.Once(0, 20)).At(5, Alert.Trigger(5)).WakeUntil(200).Told);
    }

    [Fact]
    public void A_weekly_window_announces_at_its_end()
    {
        // T0 is a Thursday.
        var weekly = new SilenceSchedule(null, null, Window.Of("thu", "00:00", "00:30", "UTC"));
        var t = Timeline(Window.Silence("true", weekly)).At(5, Alert.Trigger(5)).WakeUntil(3000);
        Assert.Equal(["1800 hook triggered first_notification Warning"], t.Told);
    }

    [Fact]
    public void A_silence_that_is_ended_by_hand_is_noticed_within_five_minutes()
    {
        var t = Timeline(Window.Once(0, 86_400)).At(5, Alert.Trigger(5)).WakeUntil(400);
        var looked = t.Journal.Count;
        t.Silences = SilenceSet.Empty;
        t.WakeUntil(700);
        var told = Assert.Single(t.Notifications);
        Assert.InRange(told.Timestamp, Alert.At(400), Alert.At(700));
        Assert.Equal(looked + 1, t.Journal.Count);
    }

    [Fact]
    public void A_change_after_a_silence_was_ended_by_hand_says_what_is_owed()
    {
        var t = Timeline(Window.Once(0, 86_400)).At(5, Alert.Trigger(5));
        t.Silences = SilenceSet.Empty;
        t.At(6, Alert.Trigger(6, severity: Severity.Critical)).WakeUntil(700);
        Assert.Equal(["6 hook triggered first_notification Critical"], t.Told);
    }

    [Fact]
    public void A_dropped_trigger_is_counted_and_makes_no_incident()
    {
        var t = Timeline(Window.Once(0, 100, mode: SilenceMode.Drop)).At(5, Alert.Trigger(5)).WakeUntil(150);
        Assert.Empty(t.Told);
        Assert.Empty(t.Journal);

        t.At(160, Alert.Trigger(160));
        Assert.Equal(["160 hook triggered first_notification Warning"], t.Told);
        Assert.Equal(2, t.Notifications[0].Issues[0].Count);
    }

    [Fact]
    public void An_issue_that_ends_while_its_triggers_are_dropped_is_never_told()
    {
        var t = Timeline(Window.Once(0, 100, mode: SilenceMode.Drop)).At(5, Alert.Trigger(5)).At(50, Alert.Resolve(50)).WakeUntil(150);
        Assert.Empty(t.Told);
        Assert.Empty(t.Journal);
    }

    [Fact]
    public void A_rise_in_severity_that_was_dropped_is_told_by_the_next_trigger()
    {
        var t = Timeline(Window.Once(10, 100, mode: SilenceMode.Drop))
            .At(5, Alert.Trigger(5)).At(50, Alert.Trigger(50, severity: Severity.Critical)).WakeUntil(150).At(160, Alert.Trigger(160, severity: Severity.Critical));
        Assert.Equal(["5 hook triggered first_notification Warning", "160 hook escalated severity_raised Critical"], t.Told);
    }

    private static IncidentTimeline Timeline(params Silence[] silences) => Timeline(IncidentTimeline.Channel, silences);

    private static IncidentTimeline Timeline(ChannelConfig channel, params Silence[] silences) =>
        new(channel, IncidentTimeline.Webhook()) { Silences = Window.Set(silences) };
}
