using System.Collections.Immutable;
using Router.Domain.Alerts;
using Router.Domain.Incidents;
using Router.Domain.Issues;
using Router.Domain.Routing;
using Router.Domain.Storage;
using Router.Domain.Tests.Incidents;

namespace Router.Domain.Tests.Issues;

public sealed class IssueTransitionTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

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

    [Fact]
    public void Journal_tells_transitions_from_repeats_by_their_first_bytes()
    {
        var (first, state) = Journaled(new(), "1");
        var (second, _) = Journaled(state, "2");

        Assert.True(IssueStore.IsTransition(first.Span));
        Assert.False(IssueStore.IsTransition(second.Span));
        var entry = StoredJson.Read<IssueJournalEntry>(first);
        Assert.Equal((IssueStatus.Triggered, Severity.Warning, "web"), (entry.Transition!.After, entry.Transition.Severity, entry.Transition.Channels.Single()));
        Assert.Null(StoredJson.Read<IssueJournalEntry>(second).Transition);
    }

    private static (ReadOnlyMemory<byte> Data, IssueState State) Journaled(IssueState state, string eventId)
    {
        var alert = new AlertEvent
        {
            Integration = "web",
            Issue = IssueKey.Issue("web", "1"),
            Kind = AlertKind.Trigger,
            Resource = "event_alert",
            Action = "triggered",
            Severity = Severity.Warning,
            OrderTime = Now,
            ReceivedAt = Now,
            EventId = eventId,
            Rule = "rule",
            Title = "It broke",
        };
        var route = new RouteDecision { ConfigVersion = 1, Destinations = [new() { Channel = "web", Route = "channel", Severity = Severity.Warning, Incident = new("a") }] };
        var input = IssueInput.Webhook(alert, route);
        var decision = IssuePolicy.Decide(state, input, Now);
        return (IssueStore.Journal(state, input, decision, Now).Data, decision.State);
    }
}
