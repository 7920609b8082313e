using System.Text.Json;
using Router.Domain.Alerts;
using Router.Domain.Delivery;
using Router.Domain.Incidents;
using Router.Domain.Issues;
using Router.Domain.Routing;
using Router.Domain.Storage;

namespace Router.Api.Tests.Feed;

/// <summary>Journal entries as the grains write them.</summary>
internal static class SampleEntries
{
    public static readonly GrainKey Issue = new(IssueStore.GrainType, "web|issue|1");
    public static readonly GrainKey Incident = new(IncidentStore.GrainType, "a");
    public static readonly GrainKey Queue = new(DeliveryStore.GrainType, "a|ops");

    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    /// <summary>The trigger that opens an issue, and the repeats of it.</summary>
    public static IEnumerable<JournalWrite> Triggers(int count, string channel = "web", Severity severity = Severity.Warning, string project = "shop")
    {
        var state = new IssueState();
        for (var i = 0; i < count; i++)
        {
            var alert = new AlertEvent
            {
                Integration = "web",
                Issue = IssueKey.Issue("web", "1"),
                Kind = AlertKind.Trigger,
                Resource = "event_alert",
                Action = "triggered",
                Severity = severity,
                OrderTime = Now,
                ReceivedAt = Now,
                EventId = $"{i}",
                Rule = "rule",
                Title = "It broke",
                Projects = [project],
            };
            var input = IssueInput.Webhook(alert, new() { ConfigVersion = 1, Destinations = [new() { Channel = channel, Route = "channel", Severity = severity, Incident = new("a") }] });
            var decision = IssuePolicy.Decide(state, input, Now);
            var before = state;
            state = decision.State;
            yield return IssueStore.Journal(before, input, decision, Now);
        }
    }

    public static JournalWrite Told(string channel = "web", Severity severity = Severity.Warning) => IncidentStore.Journal(
        new()
        {
            IncidentId = "a-1",
            Channel = channel,
            Status = IncidentStatus.Triggered,
            Severity = severity,
            Title = "It broke",
            Project = "shop",
            Integration = "web",
            Issue = "web|issue|1",
            Change = IssueChange.Opened,
            Type = NotificationType.Triggered,
            Reason = NotifyReason.FirstNotification,
            Sequence = 1,
        },
        Now);

    public static JournalWrite Delivered(long sequence = 1) => DeliveryStore.Journal(
        new()
        {
            DeliveryId = $"a-1-{sequence}-ops",
            IncidentId = "a-1",
            Sequence = sequence,
            Sink = "ops",
            Type = NotificationType.Triggered,
            Outcome = DeliveryOutcome.Delivered,
            Attempt = 1,
            StatusCode = 200,
            DurationMs = 12,
            Channel = "web",
            Severity = Severity.Warning,
            Project = "shop",
            Integration = "web",
        },
        Now);

    public static JournalWrite Audit() => new(JournalKind.Audit, Now, JsonSerializer.SerializeToUtf8Bytes("audit"));
}
