using System.Text.RegularExpressions;

namespace Router.Domain.Configuration.Completion;

/// <summary>
/// What can be written at a place of <c>router.yaml</c>: the keys that the schema has there, the values of a key, the ids of the document's own channels and sinks,
/// and the fields, operators and named values of conditions. Pure; a document that is half written is what it is for.
/// </summary>
public static partial class ConfigCompletion
{
    /// <summary>Suggestions for a place.</summary>
    /// <param name="text">The document.</param>
    /// <param name="position">The cursor: an index of the document.</param>
    public static ConfigSuggestions At(string text, int position)
    {
        position = Math.Clamp(position, 0, text.Length);
        if (text.Length > ConfigDocument.MaxLength || CursorPlace.Of(text, position) is not { } place)
            return new(position, []);
        var schema = SchemaNode.At(place.Path);
        if (!place.IsValue)
        {
            var keys = schema.Keys.Where(key => !place.Siblings.Contains(key.Name)).ToImmutableArray();
            if (!keys.IsEmpty || place.Path is not [.., CursorPlace.Item])
                return new(position - place.Written.Length, [.. keys.Select(Key)]);
        }

        if (schema.Is("condition"))
            return ConditionCompletion.At(place.Written, position);
        return new(position - place.Written.Length, Values(schema, place.Path, text));
    }

    private static ConfigSuggestion Key((string Name, string? Description, bool IsNested) key) =>
        new(key.Name, key.IsNested ? $"{key.Name}:" : $"{key.Name}: ", ConfigSuggestionKind.Key, key.Description);

    private static ImmutableArray<ConfigSuggestion> Values(SchemaNode schema, IReadOnlyList<string> path, string text)
    {
        if (schema.Is("field"))
            return ConditionCompletion.Fields;
        if (SectionOf(path) is { } section)
            return [.. IdsOf(text, section).Select(id => new ConfigSuggestion(id, id, ConfigSuggestionKind.Id, section[..^1]))];
        return [.. schema.Values.Select(value => new ConfigSuggestion(value, value, ConfigSuggestionKind.Value))];
    }

    /// <summary>The section whose ids stand at a path; null for none.</summary>
    private static string? SectionOf(IReadOnlyList<string> path) => (path.Count > 0 ? path[0] : null, path.LastOrDefault(part => part != CursorPlace.Item)) switch
    {
        ("integrations", "channel" or "default" or "channels") or ("system", "channel") when path.Count > 1 => "channels",
        ("channels", "sinks") => "sinks",
        _ => null,
    };

    private static IEnumerable<string> IdsOf(string text, string section)
    {
        var isInside = false;
        foreach (var line in text.Split('\n'))
        {
            if (line.Length > 0 && line[0] is not (' ' or '#' or '-' or '\r'))
                isInside = line.StartsWith($"{section}:", StringComparison.Ordinal);
            if (!isInside)
                continue;
            foreach (Match id in Id().Matches(line))
                yield return id.Groups[1].Value;
        }
    }

    [GeneratedRegex("""(?:^\s*(?:-\s+)?|[{,]\s*)id:\s*["']?([a-z0-9-]{1,64})""")]
    private static partial Regex Id();
}
