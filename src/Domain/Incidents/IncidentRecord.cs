using Router.Domain.Alerts;
using Router.Domain.Delivery;
using Router.Domain.Storage;

namespace Router.Domain.Incidents;

/// <summary>An incident as lists and its page show it: a row of its own, which outlives its place in the grain that it came from.</summary>
public sealed record IncidentRecord
{
    /// <summary>The type of its row; the row's id is the incident's.</summary>
    public const string RowType = "incident-record";

    /// <summary>The schema that this version writes.</summary>
    public const int CurrentSchema = 1;

    /// <summary>The schema that it was written in.</summary>
    public int Schema { get; init; } = CurrentSchema;

    /// <summary>The incident's id.</summary>
    public required string Id { get; init; }

    /// <summary>The channel's id.</summary>
    public required string Channel { get; init; }

    /// <summary>The values that the channel grouped by.</summary>
    public ImmutableArray<Tag> Group { get; init; } = [];

    /// <summary>The incident.</summary>
    public required Incident Incident { get; init; }

    /// <summary>Its issues when it ended, newest first, at most <see cref="Notification.MaxIssues"/>; none while it is open.</summary>
    public ImmutableArray<NotificationIssue> Issues { get; init; } = [];

    /// <summary>The project, environment and rule of its newest issue, which lists filter by.</summary>
    public string? Project { get; init; }

    /// <summary>See <see cref="Project"/>.</summary>
    public string? Environment { get; init; }

    /// <summary>See <see cref="Project"/>.</summary>
    public string? Rule { get; init; }

    /// <summary>When it last changed.</summary>
    public required DateTimeOffset LastChangeAt { get; init; }

    /// <summary>What lists show of it.</summary>
    internal IndexRow Index() => new()
    {
        Status = Incident.Status.ToString(),
        Severity = Incident.Severity,
        Title = Incident.Title,
        Project = Project,
        Environment = Environment,
        Rule = Rule,
        Channels = [Channel],
        CreatedAt = Incident.StartedAt,
        FirstSeen = Incident.StartedAt,
        LastSeen = LastChangeAt,
        Count = Incident.Tally.Total,
    };
}
