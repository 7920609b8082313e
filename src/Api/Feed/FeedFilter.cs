using System.Globalization;
using Microsoft.AspNetCore.Http;
using Router.Api.Management;
using Router.Api.OpenApi;
using Router.Domain.Alerts;

namespace Router.Api.Feed;

/// <summary>What a client wants to hear: <c>kinds, channel, severity, project, integration, repeats</c>; null filters nothing.</summary>
internal sealed record FeedFilter
{
    private const string IdField = "lastEventId";

    private static readonly string[] AllKinds = ["issue", "incident", "delivery"];

    /// <summary>The parameters.</summary>
    public static IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("kinds", $"Some of {string.Join(", ", AllKinds)}, with commas between; default all.") { Example = "issue,incident" },
        new("channel", "A channel that it reached."),
        Parameter.OneOf("severity", "The severity.", Enum.GetNames<Severity>()),
        new("project", "The project's slug."),
        new("integration", "The integration's id."),
        new("repeats", "Repeats and duplicates too.") { Type = Microsoft.OpenApi.JsonSchemaType.Boolean, Default = false },
        new(IdField, "As Last-Event-ID.") { Type = Microsoft.OpenApi.JsonSchemaType.Integer, Minimum = 0 },
        Parameter.Header("Last-Event-ID", "The last event that the client has: what came after it follows. Without it the feed begins now.", 20),
    ];

    /// <summary>The kinds.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = AllKinds;

    /// <summary>A channel that it reached.</summary>
    public string? Channel { get; init; }

    /// <summary>The severity.</summary>
    public Severity? Severity { get; init; }

    /// <summary>The project's slug.</summary>
    public string? Project { get; init; }

    /// <summary>The integration's id.</summary>
    public string? Integration { get; init; }

    /// <summary>Repeats and duplicates too.</summary>
    public bool Repeats { get; init; }

    /// <summary>The last event that the client has; null begins now.</summary>
    public long? After { get; init; }

    /// <summary>Reads query and headers, or says which field is wrong.</summary>
    public static (FeedFilter? Filter, InvalidField? Invalid) Read(HttpRequest request)
    {
        var filter = new FeedFilter();
        foreach (var (field, values) in request.Query)
        {
            if (values is not [{ Length: > 0 } value])
                return (null, new(field, values.Count > 1 ? "given more than once" : "empty; leave it out instead"));
            if (Apply(ref filter, field, value) is { } message)
                return (null, new(field, message));
        }

        if (request.Headers["Last-Event-ID"] is [{ Length: > 0 } last] && Apply(ref filter, IdField, last) is { } wrong)
            return (null, new("Last-Event-ID", wrong));
        return (filter, null);
    }

    /// <summary>Whether the client wants to hear it.</summary>
    public bool Matches(FeedItem item) =>
        (Repeats || !item.IsRepeat)
        && Kinds.Contains(item.Kind)
        && (Channel is null || item.Channels?.Contains(Channel) == true)
        && (Severity is null || item.Severity == Severity)
        && (Project is null || item.Project == Project)
        && (Integration is null || item.Integration == Integration);

    private static string? Apply(ref FeedFilter filter, string field, string value)
    {
        switch (field)
        {
            case "kinds":
                filter = filter with { Kinds = value.Split(',') };
                return filter.Kinds.All(AllKinds.Contains) ? null : $"'{value}' is not a list of {string.Join(", ", AllKinds)}";
            case "channel":
                filter = filter with { Channel = value };
                return null;
            case "severity":
                if (!Enum.GetNames<Severity>().Contains(value))
                    return $"'{value}' is not one of {string.Join(", ", Enum.GetNames<Severity>())}";
                filter = filter with { Severity = Enum.Parse<Severity>(value) };
                return null;
            case "project":
                filter = filter with { Project = value };
                return null;
            case "integration":
                filter = filter with { Integration = value };
                return null;
            case "repeats":
                filter = filter with { Repeats = value == "true" };
                return value is "true" or "false" ? null : $"'{value}' is neither true nor false";
            case IdField:
                if (!long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var after))
                    return $"'{value}' is not the id of an event of this feed";
                filter = filter with { After = after };
                return null;
            default:
                return $"unknown; known: kinds, channel, severity, project, integration, repeats, {IdField}";
        }
    }
}
