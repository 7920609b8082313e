using Router.Domain;
using Router.Domain.Incidents;

namespace Router.Api.Incidents;

/// <summary>A notification in a timeline.</summary>
/// <param name="Type">As in a webhook's body, without <c>incident.</c>.</param>
/// <param name="Reason">Why it was sent.</param>
/// <param name="Sequence">Its number within the incident.</param>
/// <param name="Sinks">The channel's sinks, and why one of them was not told.</param>
internal sealed record NotificationItem(string Type, string Reason, long Sequence, IReadOnlyList<NotifiedSink> Sinks)
{
    public static NotificationItem? Of(IncidentJournalEntry entry) => entry is not { Type: { } type, Reason: { } reason, Sequence: { } sequence } ? null
        : new(SnakeCase.Of(type), SnakeCase.Of(reason), sequence,
            [.. entry.Sinks.Select(sink => new NotifiedSink(sink.Sink, sink.Suppressed is { } suppressed ? SnakeCase.Of(suppressed) : null))]);
}
