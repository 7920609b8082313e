using Router.Domain.Incidents;
using Router.Domain.Issues;
using Router.Domain.Tests.Incidents;

namespace Router.Domain.Tests.Issues;

public sealed class IssueTransitionTests
{
    [Fact]
    public void Transition_names_the_incidents_that_were_told()
    {
        var alert = Alert.Trigger(0);
        var opened = IssuePolicy.Decide(new(), IssueInput.Webhook(alert, Alert.Route(alert, "a", "b")), Alert.At(0)).State;

        var transition = IssueTransition.Of(new(), opened);

        Assert.Equal((IssueStatus.Unseen, IssueStatus.Triggered), (transition.Before, transition.After));
        Assert.Equal(
            [new(1, "a", IncidentKey.Of("a", "web|issue|1"), IssueChange.Opened), new SentReport(2, "b", IncidentKey.Of("b", "web|issue|1"), IssueChange.Opened)],
            transition.Reports.ToArray());
    }

    [Fact]
    public void Reports_that_still_wait_are_no_part_of_the_next_transition()
    {
        var alert = Alert.Trigger(0);
        var opened = IssuePolicy.Decide(new(), IssueInput.Webhook(alert, Alert.Route(alert, "a")), Alert.At(0)).State;
        var resolved = IssuePolicy.Decide(opened, IssueInput.Webhook(Alert.Resolve(5), Alert.Route(alert, "a")), Alert.At(5)).State;

        Assert.Equal([IssueChange.Resolved], IssueTransition.Of(opened, resolved).Reports.Select(r => r.Change));
    }

    [Fact]
    public void Incident_records_the_report_that_it_decided_on()
    {
        var timeline = new IncidentTimeline(IncidentTimeline.Channel, IncidentTimeline.Webhook()).At(0, Alert.Trigger(0)).At(5, Alert.Resolve(5));

        Assert.Equal([("web|issue|1", 1L), ("web|issue|1", 2L)], timeline.Journal.Select(e => (e.Issue!, e.Report!.Value)));
    }
}
