using System.Text.Json;

namespace Router.Api.Requests;

/// <summary>Looks into JSON of which nothing is certain.</summary>
internal static class JsonFields
{
    /// <summary>A field of an object; null for anything else.</summary>
    public static JsonElement? Find(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : null;

    /// <summary>A field that is a text; null for anything else, half of a surrogate pair too.</summary>
    public static string? Text(this JsonElement element, string name)
    {
        try
        {
            return element.Find(name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
