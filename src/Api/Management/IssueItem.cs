using Router.Domain.Alerts;
using Router.Domain.Storage;

namespace Router.Api.Management;

/// <summary>An issue in a list.</summary>
internal sealed record IssueItem
{
    public required string Key { get; init; }

    public required string Status { get; init; }

    public required Severity Severity { get; init; }

    public required string Title { get; init; }

    public required string? Project { get; init; }

    public required string? Environment { get; init; }

    public required string? Rule { get; init; }

    public required IReadOnlyList<string> Channels { get; init; }

    public required DateTime FirstSeen { get; init; }

    public required DateTime LastSeen { get; init; }

    public required long Count { get; init; }

    public static IssueItem Of(IndexedGrain grain) => new()
    {
        Key = grain.Key.Id,
        Status = grain.Row.Status,
        Severity = grain.Row.Severity,
        Title = grain.Row.Title,
        Project = grain.Row.Project,
        Environment = grain.Row.Environment,
        Rule = grain.Row.Rule,
        Channels = grain.Row.Channels,
        FirstSeen = grain.Row.FirstSeen.UtcDateTime,
        LastSeen = grain.Row.LastSeen.UtcDateTime,
        Count = grain.Row.Count,
    };
}
