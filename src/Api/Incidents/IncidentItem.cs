using Router.Domain.Alerts;
using Router.Domain.Storage;

namespace Router.Api.Incidents;

/// <summary>An incident in a list.</summary>
internal sealed record IncidentItem
{
    public required string Id { get; init; }

    public required string? Channel { get; init; }

    public required string Status { get; init; }

    public required Severity Severity { get; init; }

    public required string Title { get; init; }

    public required string? Project { get; init; }

    public required string? Environment { get; init; }

    public required string? Rule { get; init; }

    public required DateTime StartedAt { get; init; }

    public required DateTime ChangedAt { get; init; }

    public required long IssueCount { get; init; }

    public static IncidentItem Of(IndexedGrain grain) => new()
    {
        Id = grain.Key.Id,
        Channel = grain.Row.Channels.FirstOrDefault(),
        Status = grain.Row.Status,
        Severity = grain.Row.Severity,
        Title = grain.Row.Title,
        Project = grain.Row.Project,
        Environment = grain.Row.Environment,
        Rule = grain.Row.Rule,
        StartedAt = grain.Row.FirstSeen.UtcDateTime,
        ChangedAt = grain.Row.LastSeen.UtcDateTime,
        IssueCount = grain.Row.Count,
    };
}
