using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Router.Api.Management;
using Router.Api.OpenApi;
using Router.Api.Sentry;
using Router.Domain;
using Router.Domain.Alerts;

namespace Router.Api.Receipts;

/// <summary>What receipts are searched for; null filters nothing.</summary>
internal sealed record ReceiptQuery
{
    private const int MaxLimit = 200;
    private const int MaxText = 256;

    private static readonly Dictionary<string, IngestReason> Reasons = Enum.GetValues<IngestReason>().ToDictionary(SnakeCase.Of);
    private static readonly Dictionary<string, IngestOutcome> Outcomes = Enum.GetValues<IngestOutcome>().ToDictionary(SnakeCase.Of);

    /// <summary>The parameters.</summary>
    public static IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("issue", "The issue's key.") { MaxLength = MaxText },
        new("event", "The event's id, 32 hexadecimal characters.") { Example = "fc6d8c0c43fc4630ad850ee518f1b9d0" },
        Parameter.OneOf("outcome", "The outcome.", [.. Outcomes.Keys]),
        Parameter.OneOf("reason", "The reason.", [.. Reasons.Keys]),
        Parameter.Time("from", "Decided at or after."),
        Parameter.Time("to", "Decided before."),
        Parameter.Limit(MaxLimit),
        Parameter.Cursor,
    ];

    /// <summary>The issue's key.</summary>
    public string? Issue { get; init; }

    /// <summary>The event's id.</summary>
    public string? Event { get; init; }

    /// <summary>The outcome.</summary>
    public IngestOutcome? Outcome { get; init; }

    /// <summary>The reason.</summary>
    public IngestReason? Reason { get; init; }

    /// <summary>Decided at or after.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Decided before.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>The most to answer.</summary>
    public int Limit { get; init; } = 50;

    /// <summary>Go on before this position: where the last search ended.</summary>
    public long? Before { get; init; }

    /// <summary>The query, or the first field that is wrong.</summary>
    public static InvalidField? Read(IQueryCollection values, out ReceiptQuery query)
    {
        query = new();
        foreach (var (field, given) in values)
        {
            if (given is not [{ Length: > 0 } value])
                return new(field, given.Count > 1 ? "given more than once" : "empty; leave it out instead");
            if (value.Length > MaxText)
                return new(field, $"longer than {MaxText} characters");
            if (Apply(ref query, field, value) is { } message)
                return new(field, message);
        }

        if (query.Reason is { } reason && query.Outcome is { } outcome && reason.Outcome() != outcome)
            return new("reason", $"'{SnakeCase.Of(reason)}' never has the outcome {SnakeCase.Of(outcome)}");
        return query.From >= query.To ? new("to", "must be after from") : null;
    }

    /// <summary>Whether a webhook is one that is searched for.</summary>
    public bool Fits(JournaledWebhook webhook) =>
        (Issue is null || webhook.Alert.Issue.Value == Issue)
        && (Event is null || webhook.Alert.EventId == Event)
        && (Outcome is null || webhook.Reason.Outcome() == Outcome)
        && (Reason is null || webhook.Reason == Reason)
        && (From is null || webhook.At >= From)
        && (To is null || webhook.At < To);

    /// <summary>What an entry's bytes hold if it fits: spares reading most of those that don't.</summary>
    public IReadOnlyList<byte[]> Marks()
    {
        var marks = new List<byte[]> { Encoding.UTF8.GetBytes("\"receivedAt\":") };
        if (Event is not null)
            marks.Add(Encoding.UTF8.GetBytes($"\"eventId\":\"{Event}\""));
        return marks;
    }

    private static string? Apply(ref ReceiptQuery query, string field, string value)
    {
        switch (field)
        {
            case "issue":
                query = query with { Issue = value };
                return null;
            case "event":
                query = query with { Event = Guid.TryParse(value, out var guid) ? guid.ToString("N") : value };
                return SentryId.IsValid(value) ? null : "not an event's id: 32 hex characters";
            case "outcome":
                query = query with { Outcome = Outcomes.TryGetValue(value, out var outcome) ? outcome : null };
                return query.Outcome is null ? NotOneOf(value, Outcomes.Keys) : null;
            case "reason":
                query = query with { Reason = Reasons.TryGetValue(value, out var reason) ? reason : null };
                return query.Reason is null ? NotOneOf(value, Reasons.Keys) : null;
            case "from":
                query = query with { From = ListQuery.Time(value) };
                return query.From is null ? ListQuery.NotATime(value) : null;
            case "to":
                query = query with { To = ListQuery.Time(value) };
                return query.To is null ? ListQuery.NotATime(value) : null;
            case "limit":
                query = query with { Limit = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) ? limit : 0 };
                return query.Limit is < 1 or > MaxLimit ? $"'{value}' is not a whole number from 1 to {MaxLimit}" : null;
            case "cursor":
                query = query with { Before = ReceiptId.TryParse(value, out var before) ? before.Position : null };
                return query.Before is null ? "not a cursor of this API; take it from next of the page before" : null;
            default:
                return "unknown; known: issue, event, outcome, reason, from, to, limit, cursor";
        }
    }

    private static string NotOneOf(string value, IEnumerable<string> known) => $"'{value}' is not one of {string.Join(", ", known)}";
}
