using System.Text.Json;

namespace Router.Api.Sentry.Decoding;

/// <summary>Where the body holds a value: found by the scan, read when it is needed.</summary>
internal struct JsonSlot
{
    /// <summary>The value's first token; <see cref="JsonTokenType.None"/> when the key is absent.</summary>
    public JsonTokenType Type;

    /// <summary>The first byte: of a string, behind its quote.</summary>
    public int Start;

    /// <summary>How many bytes: of a string, without its quotes.</summary>
    public int Length;

    public readonly bool IsAbsent => Type is JsonTokenType.None or JsonTokenType.Null;

    public readonly ReadOnlySpan<byte> In(ReadOnlySpan<byte> body) => body.Slice(Start, Length);
}
