using System.Collections.Immutable;
using System.Text.Json;
using Router.Domain.Alerts;
using Router.Domain.Issues;
using Router.Domain.Routing;

namespace Router.Domain.Tests.Issues;

public sealed class IssueTransitionTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Journal_tells_transitions_from_repeats_by_their_first_bytes()
    {
        var (first, state) = Journaled(new(), "1");
        var (second, _) = Journaled(state, "2");

        Assert.True(IssueStore.IsTransition(first.Span));
        Assert.False(IssueStore.IsTransition(second.Span));
        var entry = JsonSerializer.Deserialize(first.Span, IssueJson.Default.IssueJournalEntry)!;
        Assert.Equal((IssueStatus.Triggered, Severity.Warning, "web"), (entry.Transition!.Status, entry.Transition.Severity, entry.Transition.Channels.Single()));
        Assert.Null(JsonSerializer.Deserialize(second.Span, IssueJson.Default.IssueJournalEntry)!.Transition);
    }

    private static (ReadOnlyMemory<byte> Data, IssueState State) Journaled(IssueState state, string eventId)
    {
        var alert = new AlertEvent
        {
            Integration = "web", Issue = IssueKey.Issue("web", "1"), Kind = AlertKind.Trigger, Resource = "event_alert", Action = "triggered",
            Severity = Severity.Warning, OrderTime = Now, ReceivedAt = Now, EventId = eventId, Rule = "rule", Title = "It broke",
        };
        var route = new RouteDecision { ConfigVersion = 1, Destinations = [new() { Channel = "web", Route = "channel", Severity = Severity.Warning, Incident = new("a") }] };
        var input = IssueInput.Webhook(alert, route);
        var decision = IssuePolicy.Decide(state, input, Now);
        return (IssueStore.Journal(input, decision, Now).Data, decision.State);
    }
}
