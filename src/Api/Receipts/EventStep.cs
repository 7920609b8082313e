using System.Collections.Immutable;
using Router.Domain;
using Router.Domain.Alerts;

namespace Router.Api.Receipts;

/// <summary>A webhook as it was decoded; null is absent.</summary>
internal sealed record EventStep
{
    public required string Issue { get; init; }

    public required string? ShortId { get; init; }

    /// <summary>What it says of its issue: trigger, level, resolve, reopen, acknowledge or suppress.</summary>
    public required string Kind { get; init; }

    public required Severity Severity { get; init; }

    /// <summary>The time that orders the webhooks of an issue.</summary>
    public required DateTime OrderTime { get; init; }

    public required string? EventId { get; init; }

    public required string? Rule { get; init; }

    public required string? RuleId { get; init; }

    public required AlertLevel? Level { get; init; }

    public required AlertPriority? Priority { get; init; }

    public required string? Organization { get; init; }

    public required ImmutableArray<string> Projects { get; init; }

    public required string? Environment { get; init; }

    public required string? Release { get; init; }

    public required string? Platform { get; init; }

    public required string? Title { get; init; }

    public required string? Message { get; init; }

    public required string? Culprit { get; init; }

    public required string? Url { get; init; }

    public required string? Detail { get; init; }

    public required string? Actor { get; init; }

    public required ImmutableArray<Tag> Tags { get; init; }

    public required ImmutableArray<PayloadValue> Payload { get; init; }

    public required bool ResolvedInRelease { get; init; }

    public required DateTime? SuppressedUntil { get; init; }

    public required bool IsTest { get; init; }

    public static EventStep Of(AlertEvent alert) => new()
    {
        Issue = alert.Issue.Value,
        ShortId = alert.ShortId,
        Kind = SnakeCase.Of(alert.Kind),
        Severity = alert.Severity,
        OrderTime = alert.OrderTime.UtcDateTime,
        EventId = alert.EventId,
        Rule = alert.Rule,
        RuleId = alert.RuleId,
        Level = alert.Level,
        Priority = alert.Priority,
        Organization = alert.Organization,
        Projects = alert.Projects,
        Environment = alert.Environment,
        Release = alert.Release,
        Platform = alert.Platform,
        Title = alert.Title,
        Message = alert.Message,
        Culprit = alert.Culprit,
        Url = alert.Url,
        Detail = alert.Detail,
        Actor = alert.Actor,
        Tags = alert.Tags,
        Payload = alert.Payload,
        ResolvedInRelease = alert.ResolvedInRelease,
        SuppressedUntil = alert.SuppressedUntil?.UtcDateTime,
        IsTest = alert.IsTest,
    };
}
