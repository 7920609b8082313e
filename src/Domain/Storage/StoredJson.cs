using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Router.Domain.Storage;

/// <summary>
/// Reads what an older version wrote: what that did not know has the default that its property declares. Serializers made at build time
/// would set every <c>init</c> property that the text lacks to <c>default</c> instead: those of what is stored can only write.
/// </summary>
public static class StoredJson
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, TypeInfoResolver = new DefaultJsonTypeInfoResolver() };

    /// <summary>Reads a state, a part or a journal entry.</summary>
    /// <exception cref="JsonException">It is no such JSON, or lacks a required property.</exception>
    public static T Read<T>(ReadOnlyMemory<byte> json) => JsonSerializer.Deserialize<T>(json.Span, Options) ?? throw new JsonException($"A stored {typeof(T).Name} is null.");
}
