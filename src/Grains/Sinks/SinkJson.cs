using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Router.Grains.Sinks;

/// <summary>How all sinks write JSON: UTF-8 as it is, instants in ISO 8601 with a Z.</summary>
internal static class SinkJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes one document.</summary>
    public static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> document)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, Options))
            document(json);
        return buffer.WrittenMemory;
    }

    /// <summary><c>2026-01-01T00:00:00Z</c>, with milliseconds where there are any.</summary>
    public static string Instant(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture);

    /// <summary>Writes a text, or null.</summary>
    public static void WriteOptional(this Utf8JsonWriter json, string name, string? value)
    {
        if (value is null)
            json.WriteNull(name);
        else
            json.WriteString(name, value);
    }
}
