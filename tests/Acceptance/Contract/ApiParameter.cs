using System.Text.Json;

namespace Router.Acceptance.Contract;

/// <summary>A parameter of an operation, with values that fit and values that don't.</summary>
public sealed record ApiParameter(string Name, string In, JsonElement Spec)
{
    private JsonElement Schema => Spec.GetProperty("schema");

    private string? Type => Schema.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String ? type.GetString() : null;

    private bool IsTime => Schema.TryGetProperty("format", out var format) && format.GetString() == "date-time";

    public static ApiParameter Of(JsonElement spec) => new(spec.GetProperty("name").GetString()!, spec.GetProperty("in").GetString()!, spec);

    /// <summary>A value that fits; null when only the router can tell.</summary>
    public string? Good()
    {
        if (Name == "cursor")
            return null;
        if (Spec.TryGetProperty("example", out var example))
            return example.GetString();
        if (Schema.TryGetProperty("enum", out var values))
            return values[0].GetString();
        return IsTime ? "2026-01-31T12:00:00Z" : Type switch { "integer" => "1", "boolean" => "true", _ => "x" };
    }

    /// <summary>Values that don't fit.</summary>
    public IEnumerable<string> Bad()
    {
        if (Name == "cursor")
            yield return "no such place!";
        if (Schema.TryGetProperty("maxLength", out var length))
            yield return new('x', length.GetInt32() + 1);
        if (Schema.TryGetProperty("maximum", out var maximum))
            yield return $"{maximum.GetInt32() + 1}";
        if (Schema.TryGetProperty("minimum", out var minimum))
            yield return $"{minimum.GetInt32() - 1}";
        if (IsTime || Type is "integer" or "boolean" || Schema.TryGetProperty("enum", out _))
            yield return "no-such-value";
    }
}
