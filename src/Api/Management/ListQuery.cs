using System.Globalization;
using Microsoft.AspNetCore.Http;
using Router.Api.OpenApi;
using Router.Domain.Alerts;
using Router.Domain.Storage;

namespace Router.Api.Management;

/// <summary>Reads the query of a list: <c>status, severity, project, channel, environment, rule, q, from, to, sort, limit, cursor</c>. Anything else is an error.</summary>
internal static class ListQuery
{
    private const int MaxLimit = 500;
    private const int MaxText = 200;

    private static readonly (string Text, IndexOrder Order)[] Sorts =
        [("-created", IndexOrder.Newest), ("created", IndexOrder.Oldest), ("-lastSeen", IndexOrder.LatestSeen), ("lastSeen", IndexOrder.EarliestSeen)];

    private static readonly string[] TimeFormats = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <summary>The parameters, with the statuses that there are.</summary>
    public static IReadOnlyList<Parameter> Parameters(IReadOnlyList<string> statuses) =>
    [
        Parameter.OneOf("status", "The status.", statuses),
        Parameter.OneOf("severity", "The severity.", Enum.GetNames<Severity>()),
        new("project", "The project's slug."),
        new("channel", "The channel's id."),
        new("environment", "The environment."),
        new("rule", "The name of Sentry's alert rule."),
        new("q", "Text within title or id, without regard to case."),
        Parameter.Time("from", "Last seen (an incident: last changed) at or after."),
        Parameter.Time("to", "Last seen before."),
        Parameter.Limit(MaxLimit),
        Parameter.Cursor,
    ];

    /// <summary>The order of a list that can be sorted.</summary>
    public static Parameter Sort { get; } =
        Parameter.OneOf("sort", "The order; a minus is descending. Only by an index of the store: SQLite has all, PostgreSQL those by created, Azure Storage -created.", [.. Sorts.Select(sort => sort.Text)]);

    /// <summary>An order as the query says it.</summary>
    public static string SortOf(IndexOrder order) => Sorts.First(sort => sort.Order == order).Text;

    /// <summary>The filter, or the first field that is wrong.</summary>
    /// <param name="query">The query string's values.</param>
    /// <param name="type">The grain type to list.</param>
    /// <param name="statuses">The statuses that there are, PascalCase.</param>
    /// <param name="filter">The filter; null with an error.</param>
    /// <param name="orders">The orders that the store has; null for a list that can't be sorted.</param>
    public static InvalidField? Read(IQueryCollection query, string type, IReadOnlyList<string> statuses, out IndexFilter? filter, IReadOnlyList<IndexOrder>? orders = null)
    {
        filter = null;
        var read = new IndexFilter { Type = type };
        foreach (var (field, values) in query)
        {
            if (values is not [{ Length: > 0 } value])
                return new(field, values.Count > 1 ? "given more than once" : "empty; leave it out instead");
            if (Apply(ref read, field, value, statuses, orders) is { } message)
                return new(field, message);
        }

        if (read.From >= read.To)
            return new("to", "must be after from");
        if (read.After is { } after && after.SeenAt is not null != read.Order.IsBySeen())
            return new("cursor", "from a list in another order; begin anew without it");
        filter = read;
        return null;
    }

    private static string? Apply(ref IndexFilter filter, string field, string value, IReadOnlyList<string> statuses, IReadOnlyList<IndexOrder>? orders)
    {
        if (field is not "cursor" && value.Length > MaxText)
            return $"longer than {MaxText} characters";
        switch (field)
        {
            case "status":
                filter = filter with { Status = value };
                return statuses.Contains(value) ? null : NotOneOf(value, statuses);
            case "severity":
                if (!Enum.TryParse<Severity>(value, out var severity) || !Enum.GetNames<Severity>().Contains(value))
                    return NotOneOf(value, Enum.GetNames<Severity>());
                filter = filter with { Severity = severity };
                return null;
            case "project":
                filter = filter with { Project = value };
                return null;
            case "channel":
                filter = filter with { Channel = value };
                return null;
            case "environment":
                filter = filter with { Environment = value };
                return null;
            case "rule":
                filter = filter with { Rule = value };
                return null;
            case "q":
                filter = filter with { Text = value };
                return null;
            case "from":
                filter = filter with { From = Time(value) };
                return filter.From is null ? NotATime(value) : null;
            case "to":
                filter = filter with { To = Time(value) };
                return filter.To is null ? NotATime(value) : null;
            case "sort" when orders is not null:
                filter = filter with { Order = Sorts.FirstOrDefault(sort => sort.Text == value).Order };
                return Sorts.Any(sort => sort.Text == value && orders.Contains(sort.Order)) ? null : NotOneOf(value, Sorts.Where(sort => orders.Contains(sort.Order)).Select(sort => sort.Text));
            case "limit":
                if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) || limit is < 1 or > MaxLimit)
                    return $"'{value}' is not a whole number from 1 to {MaxLimit}";
                filter = filter with { Limit = limit };
                return null;
            case "cursor":
                filter = filter with { After = CursorText.Read(value) };
                return filter.After is null ? "not a cursor of this API; take it from next of the page before" : null;
            default:
                return $"unknown; known: status, severity, project, channel, environment, rule, q, from, to,{(orders is null ? "" : " sort,")} limit, cursor";
        }
    }

    /// <summary>Reads a time; without an offset it is UTC. Null for anything else.</summary>
    public static DateTimeOffset? Time(string value) =>
        DateTimeOffset.TryParseExact(value, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time.ToUniversalTime() : null;

    internal static string NotATime(string value) => $"'{value}' is not a time such as 2026-01-31T12:00:00Z";

    private static string NotOneOf(string value, IEnumerable<string> known) => $"'{value}' is not one of {string.Join(", ", known)}";
}
