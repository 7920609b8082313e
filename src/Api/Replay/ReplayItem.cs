using Router.Domain;
using Router.Domain.Alerts;
using Router.Domain.Replay;

namespace Router.Api.Replay;

/// <summary>A notification that would have been made.</summary>
internal sealed record ReplayItem
{
    public required DateTime At { get; init; }

    public required string Channel { get; init; }

    public required string Sink { get; init; }

    public required string Type { get; init; }

    public required string Reason { get; init; }

    public required Severity Severity { get; init; }

    public required string Title { get; init; }

    public required string Issue { get; init; }

    public required string Incident { get; init; }

    public static ReplayItem Of(ReplayNotification n) => new()
    {
        At = n.At.UtcDateTime,
        Channel = n.Channel,
        Sink = n.Sink,
        Type = SnakeCase.Of(n.Type),
        Reason = SnakeCase.Of(n.Reason),
        Severity = n.Severity,
        Title = n.Title,
        Issue = n.Issue,
        Incident = n.IncidentId,
    };
}
