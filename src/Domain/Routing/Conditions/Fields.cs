using System.Collections.Frozen;

namespace Router.Domain.Routing.Conditions;

/// <summary>The fields there are, by name.</summary>
internal static class Fields
{
    private static readonly FrozenDictionary<string, Field> Plain = new[]
    {
        Field.Of("resource", e => e.Resource, "event_alert", "metric_alert", "issue", "activity_alert", "legacy"),
        Field.Of("action", e => e.Action),
        Field.Of("severity", RankScale.Severity, e => (int)e.Severity),
        Field.Of("level", RankScale.Level, e => e.Level is { } level ? (int)level : RankScale.Absent),
        Field.Of("priority", RankScale.Priority, e => e.Priority is { } priority ? (int)priority : RankScale.Absent),
        Field.Of("organization", e => e.Organization),
        Field.Projects(),
        Field.Of("environment", e => e.Environment),
        Field.Of("release", e => e.Release),
        Field.Of("platform", e => e.Platform),
        Field.Of("rule", e => e.Rule),
        Field.Of("title", e => e.Title),
        Field.Of("message", e => e.Message),
        Field.Of("culprit", e => e.Culprit),
        Field.Of("url", e => e.Url),
    }.ToFrozenDictionary(f => f.Name);

    /// <summary>The fields that have a name of their own, by name.</summary>
    public static ImmutableArray<Field> All { get; } = [.. Plain.Values.OrderBy(field => field.Name, StringComparer.Ordinal)];

    private static readonly ImmutableArray<string> Names = [.. Plain.Keys.Order(StringComparer.Ordinal), "tags", "labels", "payload"];

    /// <summary>Resolves a path such as <c>tags, customer</c>; a tag's or label's name may itself hold dots.</summary>
    /// <returns>The field, or null and what is wrong.</returns>
    public static Field? Resolve(ReadOnlySpan<string> path, out string error)
    {
        error = "";
        var root = path[0];
        if (root is "tags" or "labels" or "payload")
        {
            if (path.Length == 1)
            {
                error = root == "payload" ? "payload needs a path: payload.a.b" : $"{root} needs a key: {root}[\"key\"]";
                return null;
            }

            var rest = string.Join('.', path[1..]);
            return root switch { "tags" => Field.Tag(rest), "labels" => Field.Label(rest), _ => Field.Payload(rest) };
        }

        if (!Plain.TryGetValue(root, out var field))
            error = $"unknown field {root}{NearestName.Hint(root, Names)}";
        else if (path.Length > 1)
            error = $"{root} has no parts";
        else
            return field;
        return null;
    }
}
