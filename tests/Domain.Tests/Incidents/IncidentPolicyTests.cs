using Router.Domain.Alerts;
using Router.Domain.Configuration;
using Router.Domain.Delivery;
using Router.Domain.Incidents;
using Router.Domain.Routing.Conditions;

namespace Router.Domain.Tests.Incidents;

public class IncidentPolicyTests
{
    private static ChannelConfig Grouped => IncidentTimeline.Channel with { GroupBy = ["project"] };

    [Fact]
    public void Trigger_and_resolve_are_told_once_each()
    {
        var t = new IncidentTimeline(IncidentTimeline.Channel, IncidentTimeline.Webhook())
            .At(0, Alert.Trigger(0)).At(5, Alert.Trigger(5)).At(9, Alert.Resolve(9));
        Assert.Equal(["0 hook triggered first_notification Warning", "9 hook resolved resolved Ok"], t.Told);
        Assert.Equal([1L, 2L], t.Notifications.Select(n => n.Sequence));
        Assert.Equal(2, t.Notifications[1].Issues[0].Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_sink_that_was_removed_gets_the_end_of_what_it_was_told(bool altogether)
    {
        var t = new IncidentTimeline(IncidentTimeline.Channel, IncidentTimeline.Webhook(), IncidentTimeline.Webhook("other"))
            .At(0, Alert.Trigger(0)).Without("hook", altogether).At(9, Alert.Resolve(9)).At(20_000, Alert.Trigger(20_000)).At(20_009, Alert.Resolve(20_009));

        Assert.Equal(["0 hook triggered first_notification Warning", "9 hook resolved resolved Ok"], t.Told.Where(told => told.Contains(" hook ", StringComparison.Ordinal)));
        Assert.Equal(4, t.Told.Count(told => told.Contains(" other ", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_sink_that_was_removed_altogether_gets_nothing_but_the_end()
    {
        var t = new IncidentTimeline(IncidentTimeline.Channel, IncidentTimeline.Webhook(), IncidentTimeline.Webhook("other"))
            .At(0, Alert.Trigger(0)).Without("hook", altogether: true).At(5, Alert.Trigger(5, severity: Severity.Critical)).At(9, Alert.Resolve(9));

        Assert.Equal(["0 hook triggered first_notification Warning", "9 hook resolved resolved Ok"], t.Told.Where(told => told.Contains(" hook ", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_trigger_within_reopenWithin_reopens_under_the_same_id()
    {
        var t = new IncidentTimeline(IncidentTimeline.Channel, IncidentTimeline.Webhook())
            .At(0, Alert.Trigger(0)).At(5, Alert.Resolve(5)).At(3604, Alert.Trigger(3604));
        Assert.Equal("3604 hook reopened reopened Warning", t.Told[^1]);
        Assert.Equal(t.Notifications[0].IncidentId, t.Notifications[^1].IncidentId);
        Assert.Null(t.Notifications[^1].ResolvedAt);
    }

    [Fact]
    public void A_trigger_after_reopenWithin_is_a_new_incident_that_names_the_last()
    {
        var t = new IncidentTimeline(IncidentTimeline.Channel, IncidentTimeline.Webhook())
            .At(0, Alert.Trigger(0)).At(5, Alert.Resolve(5)).At(3605, Alert.Trigger(3605));
        Assert.Equal("3605 hook triggered first_notification Warning", t.Told[^1]);
        Assert.EndsWith("-2", t.Notifications[^1].IncidentId, StringComparison.Ordinal);
        Assert.Equal(t.Notifications[0].IncidentId, t.Notifications[^1].PreviousId);
        Assert.Equal(1, t.Notifications[^1].Sequence);
    }

    [Fact]
    public void What_ends_within_the_delay_is_never_told()
    {
        var t = new IncidentTimeline(IncidentTimeline.Channel with { Delay = TimeSpan.FromSeconds(30) }, IncidentTimeline.Webhook())
            .At(0, Alert.Trigger(0)).At(20, Alert.Resolve(20)).WakeUntil(60);
        Assert.Empty(t.Told);
        Assert.Equal([SuppressReason.Delay, SuppressReason.EndedWithinDelay], t.Journal.Select(j => j.Suppressed!.Value));
    }

    [Fact]
    public void What_outlasts_the_delay_is_told_then_with_what_happened_meanwhile()
    {
        var t = new IncidentTimeline(IncidentTimeline.Channel with { Delay = TimeSpan.FromSeconds(30) }, IncidentTimeline.Webhook())
            .At(0, Alert.Trigger(0)).At(20, Alert.Trigger(20, severity: Severity.Critical)).WakeUntil(60).At(61, Alert.Resolve(61));
        Assert.Equal(["30 hook triggered first_notification Critical", "61 hook resolved resolved Ok"], t.Told);
    }

    [Fact]
    public void A_rise_in_severity_is_told_at_once_even_when_acknowledged()
    {
        var t = new IncidentTimeline(IncidentTimeline.Channel, IncidentTimeline.Webhook())
            .At(0, Alert.Trigger(0)).At(5, Alert.Assign(5)).At(9, Alert.Trigger(9, severity: Severity.Critical));
        Assert.Equal(["0 hook triggered first_notification Warning", "5 hook acknowledged acknowledged Warning", "9 hook escalated severity_raised Critical"], t.Told);
        Assert.True(t.Notifications[^1].WasAcknowledged);
        Assert.Equal(IncidentStatus.Triggered, t.Notifications[^1].Status);
    }

    [Fact]
    public void Issues_that_join_are_told_at_the_channels_pace()
    {
        var t = new IncidentTimeline(Grouped, IncidentTimeline.Webhook())
            .At(0, Alert.Trigger(0)).At(10, Alert.Trigger(0, issue: "2")).At(20, Alert.Trigger(0, issue: "3")).WakeUntil(700);
        Assert.Equal(["0 hook triggered first_notification Warning", "300 hook updated issue_added Warning"], t.Told);
        Assert.Equal(3, t.Notifications[^1].IssueCount);
        Assert.Equal(["web|issue|3", "web|issue|2", "web|issue|1"], t.Notifications[^1].Issues.Select(i => i.Key.Value));
    }

    [Fact]
    public void A_grouped_incident_ends_with_its_last_issue_and_lists_what_it_held()
    {
        var t = new IncidentTimeline(Grouped, IncidentTimeline.Webhook())
            .At(0, Alert.Trigger(0)).At(10, Alert.Trigger(0, issue: "2")).At(20, Alert.Resolve(0)).At(30, Alert.Resolve(0, "2"));
        Assert.Equal(["0 hook triggered first_notification Warning", "30 hook resolved resolved Ok"], t.Told);
        Assert.Equal(2, t.Notifications[^1].Issues.Length);
    }

    [Fact]
    public void An_issue_after_the_group_window_begins_a_new_incident()
    {
        var t = new IncidentTimeline(Grouped, IncidentTimeline.Webhook())
            .At(0, Alert.Trigger(0)).At(3600, Alert.Trigger(0, issue: "2")).At(3700, Alert.Resolve(0)).At(3800, Alert.Resolve(0, "2"));
        Assert.Equal(
            ["0 hook triggered first_notification Warning", "3600 hook triggered first_notification Warning", "3700 hook resolved resolved Ok", "3800 hook resolved resolved Ok"],
            t.Told);
        Assert.Equal(["1", "2", "1", "2"], t.Notifications.Select(n => n.IncidentId[^1..]));
    }

    [Fact]
    public void Archiving_ends_the_incident_and_says_so()
    {
        var t = new IncidentTimeline(IncidentTimeline.Channel, IncidentTimeline.Webhook()).At(0, Alert.Trigger(0)).At(5, Alert.Archive(5));
        Assert.Equal("5 hook resolved archived Ok", t.Told[^1]);
    }

    [Fact]
    public void Silence_for_the_auto_resolve_time_ends_the_incident_as_quiet()
    {
        var t = new IncidentTimeline(IncidentTimeline.Channel with { AutoResolveAfter = TimeSpan.FromMinutes(10) }, IncidentTimeline.Webhook())
            .At(0, Alert.Trigger(0)).Quiet(600, "1");
        Assert.Equal("600 hook resolved quiet Ok", t.Told[^1]);
    }

    [Fact]
    public void A_sink_whose_condition_was_false_gets_no_resolve()
    {
        var critical = new Condition("severity == \"Critical\"", i => i.Event.Severity == Severity.Critical, []);
        var t = new IncidentTimeline(IncidentTimeline.Channel, IncidentTimeline.Webhook(), IncidentTimeline.Webhook("pager") with { When = critical })
            .At(0, Alert.Trigger(0)).At(5, Alert.Resolve(5));
        Assert.Equal(["0 hook triggered first_notification Warning", "5 hook resolved resolved Ok"], t.Told);
        Assert.Contains(new SinkVerdictEntry("pager", SuppressReason.NeverTold), t.Journal[^1].Sinks);
    }

    [Fact]
    public void A_sink_that_was_told_gets_the_rest_of_the_incident()
    {
        var critical = new Condition("severity == \"Critical\"", i => i.Event.Severity == Severity.Critical, []);
        var pager = IncidentTimeline.Webhook("pager") with { When = critical, Events = [NotificationType.Triggered, NotificationType.Escalated] };
        var t = new IncidentTimeline(IncidentTimeline.Channel, pager)
            .At(0, Alert.Trigger(0)).At(3, Alert.Trigger(3, severity: Severity.Critical)).At(5, Alert.Resolve(5));
        Assert.Equal(["3 pager escalated severity_raised Critical", "5 pager resolved resolved Ok"], t.Told);
    }

    [Fact]
    public void A_sink_that_takes_only_resolves_gets_them()
    {
        var t = new IncidentTimeline(IncidentTimeline.Channel, IncidentTimeline.Webhook() with { Events = [NotificationType.Resolved] })
            .At(0, Alert.Trigger(0)).At(5, Alert.Resolve(5));
        Assert.Equal(["5 hook resolved resolved Ok"], t.Told);
    }

    [Fact]
    public void A_channel_without_sinks_says_that_nobody_is_told()
    {
        var t = new IncidentTimeline(IncidentTimeline.Channel).At(0, Alert.Trigger(0));
        Assert.Equal(SuppressReason.NoSink, t.Journal[0].Suppressed);
    }

    [Fact]
    public void An_issue_reopened_in_an_open_group_is_an_update()
    {
        var t = new IncidentTimeline(Grouped, IncidentTimeline.Webhook())
            .At(0, Alert.Trigger(0)).At(1, Alert.Trigger(0, issue: "2")).At(2, Alert.Resolve(0)).At(400, Alert.Trigger(400)).WakeUntil(800);
        Assert.Equal(["0 hook triggered first_notification Warning", "300 hook updated issue_added Warning", "600 hook updated issue_added Warning"], t.Told);
        Assert.Equal(IncidentStatus.Triggered, t.Incident().Status);
    }

    [Fact]
    public void The_issues_of_an_ended_incident_are_remembered_for_an_hour_and_forgotten_when_the_next_begins()
    {
        var t = new IncidentTimeline(Grouped, IncidentTimeline.Webhook())
            .At(0, Alert.Trigger(0)).At(1, Alert.Trigger(0, issue: "2")).At(2, Alert.Resolve(0)).At(3, Alert.Resolve(0, "2"));
        Assert.Equal(["web|issue|1", "web|issue|2"], t.Members().Order());
        t.At(4, Alert.Trigger(0, issue: "3")).At(5, Alert.Resolve(0, "3"));
        Assert.Equal(["web|issue|1", "web|issue|2", "web|issue|3"], t.Members().Order());
        t.At(3700, Alert.Trigger(3700, issue: "4"));
        Assert.Equal(["web|issue|4"], t.Members());
    }
}
