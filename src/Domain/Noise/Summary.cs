using Router.Domain.Alerts;
using Router.Domain.Configuration;
using Router.Domain.Delivery;
using Router.Domain.Incidents;
using Router.Domain.Routing;

namespace Router.Domain.Noise;

/// <summary>The message that stands for what a rate limit held back: to the sinks that take <c>updated</c> and have no condition that it doesn't fit, but for pagers: nothing would ever resolve it there.</summary>
public static class Summary
{
    /// <summary>The key that a channel's summaries have in place of an incident's.</summary>
    public static IncidentKey Key(string channel) => IncidentKey.Of(channel, "summary");

    internal static (ChannelState State, ImmutableArray<IncidentJournalEntry> Journal) Say(
        ChannelState state, ChannelConfig channel, RouteTable table, TimeSpan? window, DateTimeOffset now)
    {
        var folded = state.Folded;
        var title = folded.Text(window ?? TimeSpan.FromMinutes(1));
        var notification = new Notification
        {
            Type = NotificationType.Updated,
            Reason = NotifyReason.Summary,
            Timestamp = now,
            IncidentId = $"{Key(channel.Id).Value}-1",
            Channel = channel.Id,
            Sequence = state.Sequence + 1,
            Status = IncidentStatus.Triggered,
            Severity = folded.Severity,
            PreviousSeverity = folded.Severity,
            Title = title,
            StartedAt = now,
            IssueCount = folded.Incidents,
            Labels = folded.Projects.Count == 1 && folded.Projects.First().Value == folded.Incidents ? [new Tag("project", folded.Projects.First().Key)] : [],
            Issues = [],
        };
        var verdicts = channel.Sinks.Select(table.Sink).OfType<SinkConfig>().Select(s => new SinkVerdictEntry(s.Id, Suppressed(s, folded))).ToImmutableArray();
        var told = verdicts.Where(v => v.Suppressed is null).Select(v => new OutboundNotification(v.Sink, notification));
        var entry = new IncidentJournalEntry
        {
            IncidentId = notification.IncidentId,
            Channel = channel.Id,
            Status = notification.Status,
            Severity = notification.Severity,
            Title = title,
            Type = notification.Type,
            Reason = notification.Reason,
            Sequence = notification.Sequence,
            ConfigVersion = table.Version,
            Sinks = verdicts,
        };
        return (state with { Folded = FoldedNotices.None, Sequence = notification.Sequence, Outbox = state.Outbox.AddRange(told), LastChangeAt = now }, [entry]);
    }

    private static SuppressReason? Suppressed(SinkConfig sink, FoldedNotices folded) =>
        !sink.Events.Contains(NotificationType.Updated) || sink.Family == SinkFamily.Pager ? SuppressReason.SinkEvents
        : sink.When is { } when && !when.Matches(new(Seen(folded), [])) ? SuppressReason.SinkCondition
        : null;

    /// <summary>What a sink's condition sees: the severity, and the projects.</summary>
    private static AlertEvent Seen(FoldedNotices folded) => new()
    {
        Integration = "",
        Issue = default,
        Kind = AlertKind.Trigger,
        Resource = "",
        Action = "",
        Severity = folded.Severity,
        OrderTime = default,
        ReceivedAt = default,
        Projects = [.. folded.Projects.Keys],
    };
}
