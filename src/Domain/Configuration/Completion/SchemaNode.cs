using System.Text.Json;

namespace Router.Domain.Configuration.Completion;

/// <summary>A place of <see cref="ConfigSchema"/>, with everything that it refers to or is combined of.</summary>
internal sealed class SchemaNode
{
    private const string Definitions = "#/definitions/";

    private static readonly JsonDocument Schema = JsonDocument.Parse(ConfigSchema.Json);

    private readonly List<JsonElement> _parts = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    private SchemaNode()
    {
    }

    /// <summary>The keys that a map has here: with their descriptions, and whether a map or a list follows.</summary>
    public IEnumerable<(string Name, string? Description, bool IsNested)> Keys =>
        _parts.SelectMany(part => Members(part, "properties")).Select(member => (member.Name, Description(member.Value), Of([member.Value]).IsNested));

    /// <summary>The values that a scalar can have here, as far as they are known.</summary>
    public IEnumerable<string> Values =>
        _parts.Where(part => part.TryGetProperty("enum", out _)).SelectMany(part => part.GetProperty("enum").EnumerateArray()).Select(value => value.GetString()!)
            .Concat(Is("boolean") ? ["true", "false"] : Is("durationOrNever") ? ["never"] : []);

    private bool IsNested => _parts.Exists(part => part.TryGetProperty("properties", out _) || part.TryGetProperty("items", out _));

    /// <summary>The node below the root that a path of keys and items leads to; one without parts where the schema has nothing.</summary>
    public static SchemaNode At(IReadOnlyList<string> path)
    {
        var node = Of([Schema.RootElement]);
        foreach (var step in path)
        {
            node = Of(step == CursorPlace.Item
                ? node._parts.Where(part => part.TryGetProperty("items", out _)).Select(part => part.GetProperty("items"))
                : node._parts.SelectMany(part => Members(part, "properties")).Where(member => member.Name == step).Select(member => member.Value));
        }

        return node;
    }

    /// <summary>Whether a definition of that name stands here.</summary>
    public bool Is(string definition) => _names.Contains(definition);

    private static SchemaNode Of(IEnumerable<JsonElement> parts)
    {
        var node = new SchemaNode();
        foreach (var part in parts.ToList())
            node.Add(part);
        return node;
    }

    private void Add(JsonElement part)
    {
        _parts.Add(part);
        if (part.TryGetProperty("$ref", out var reference) && reference.GetString()![Definitions.Length..] is var name && _names.Add(name))
            Add(Schema.RootElement.GetProperty("definitions").GetProperty(name));
        foreach (var combination in (string[])["allOf", "anyOf"])
        {
            if (!part.TryGetProperty(combination, out var several))
                continue;
            foreach (var one in several.EnumerateArray())
                Add(one);
        }
    }

    private static IEnumerable<JsonProperty> Members(JsonElement part, string name) => part.TryGetProperty(name, out var members) ? members.EnumerateObject() : [];

    private static string? Description(JsonElement part) => part.TryGetProperty("description", out var text) ? text.GetString() : null;
}
