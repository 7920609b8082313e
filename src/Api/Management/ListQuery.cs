using System.Globalization;
using Microsoft.AspNetCore.Http;
using Router.Api.OpenApi;
using Router.Domain.Alerts;
using Router.Domain.Storage;

namespace Router.Api.Management;

/// <summary>Reads the query of a list: <c>status, severity, project, channel, environment, rule, q, from, to, limit, cursor</c>. Anything else is an error.</summary>
internal static class ListQuery
{
    private const int MaxLimit = 500;
    private const int MaxText = 200;

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

    /// <summary>The filter, or the first field that is wrong.</summary>
    /// <param name="query">The query string's values.</param>
    /// <param name="type">The grain type to list.</param>
    /// <param name="statuses">The statuses that there are, PascalCase.</param>
    /// <param name="filter">The filter; null with an error.</param>
    public static InvalidField? Read(IQueryCollection query, string type, IReadOnlyList<string> statuses, out IndexFilter? filter)
    {
        filter = null;
        var read = new IndexFilter { Type = type };
        foreach (var (field, values) in query)
        {
            if (values is not [{ Length: > 0 } value])
                return new(field, values.Count > 1 ? "given more than once" : "empty; leave it out instead");
            if (Apply(ref read, field, value, statuses) is { } message)
                return new(field, message);
        }

        if (read.From >= read.To)
            return new("to", "must be after from");
        filter = read;
        return null;
    }

    private static string? Apply(ref IndexFilter filter, string field, string value, IReadOnlyList<string> statuses)
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
            case "limit":
                if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) || limit is < 1 or > MaxLimit)
                    return $"'{value}' is not a whole number from 1 to {MaxLimit}";
                filter = filter with { Limit = limit };
                return null;
            case "cursor":
                filter = filter with { After = CursorText.Read(value) };
                return filter.After is null ? "not a cursor of this API; take it from next of the page before" : null;
            default:
                return "unknown; known: status, severity, project, channel, environment, rule, q, from, to, limit, cursor";
        }
    }

    /// <summary>Reads a time; without an offset it is UTC. Null for anything else.</summary>
    public static DateTimeOffset? Time(string value) =>
        DateTimeOffset.TryParseExact(value, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time.ToUniversalTime() : null;

    internal static string NotATime(string value) => $"'{value}' is not a time such as 2026-01-31T12:00:00Z";

    private static string NotOneOf(string value, IEnumerable<string> known) => $"'{value}' is not one of {string.Join(", ", known)}";
}
