using System.Collections.Immutable;
using Router.Domain;
using Router.Domain.Alerts;

namespace Router.Api.Receipts;

/// <summary>A receipt in a list.</summary>
internal sealed record ReceiptItem
{
    public required string Id { get; init; }

    public required DateTime At { get; init; }

    public required string Outcome { get; init; }

    public required string Reason { get; init; }

    /// <summary>Why nobody was told; null when somebody was, or there was nothing to tell.</summary>
    public required string? Suppressed { get; init; }

    public required string Issue { get; init; }

    public required string? ShortId { get; init; }

    public required string Resource { get; init; }

    public required string Action { get; init; }

    public required Severity Severity { get; init; }

    public required string? Title { get; init; }

    public required string? Rule { get; init; }

    public required string? EventId { get; init; }

    /// <summary>The channels that it was routed to, or whose incidents were told.</summary>
    public required ImmutableArray<string> Channels { get; init; }

    public required long ConfigVersion { get; init; }

    public static ReceiptItem Of(JournaledWebhook webhook) => new()
    {
        Id = new ReceiptId(webhook.Position).ToString(),
        At = webhook.At.UtcDateTime,
        Outcome = SnakeCase.Of(webhook.Reason.Outcome()),
        Reason = SnakeCase.Of(webhook.Reason),
        Suppressed = webhook.Suppressed is { } why ? SnakeCase.Of(why) : null,
        Issue = webhook.Alert.Issue.Value,
        ShortId = webhook.Alert.ShortId,
        Resource = webhook.Alert.Resource,
        Action = webhook.Alert.Action,
        Severity = webhook.Alert.Severity,
        Title = webhook.Alert.Title,
        Rule = webhook.Alert.Rule,
        EventId = webhook.Alert.EventId,
        Channels = webhook.Alert.Kind is AlertKind.Trigger or AlertKind.Level
            ? [.. webhook.Destinations.Select(d => d.Channel)]
            : [.. webhook.Transition?.Reports.Select(r => r.Channel).Distinct() ?? []],
        ConfigVersion = webhook.ConfigVersion,
    };
}
