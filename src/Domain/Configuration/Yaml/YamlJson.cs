using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Router.Domain.Configuration.Yaml;

/// <summary>Writes values as JSON: a plain true, false, null or whole number as such, everything else as text.</summary>
internal static class YamlJson
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(YamlValue root)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Options))
            Write(writer, root);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Write(Utf8JsonWriter json, YamlValue value)
    {
        switch (value)
        {
            case YamlValue.Map map:
                json.WriteStartObject();
                foreach (var (key, item) in map.Entries)
                {
                    json.WritePropertyName(Valid(key.Text));
                    Write(json, item);
                }

                json.WriteEndObject();
                break;
            case YamlValue.List list:
                json.WriteStartArray();
                foreach (var item in list.Items)
                    Write(json, item);
                json.WriteEndArray();
                break;
            case YamlValue.Scalar { IsNull: true }:
                json.WriteNullValue();
                break;
            case YamlValue.Scalar { IsPlain: true, Text: "true" or "false" } truth:
                json.WriteBooleanValue(truth.Text == "true");
                break;
            case YamlValue.Scalar { IsPlain: true } plain when int.TryParse(plain.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && (plain.Text[0] != '0' || number == 0 && plain.Text.Length == 1):
                json.WriteNumberValue(number);
                break;
            case YamlValue.Scalar scalar:
                json.WriteStringValue(Valid(scalar.Text));
                break;
        }
    }

    /// <summary>Half a character, which an escape can write, is none.</summary>
    private static string Valid(string text) => string.Concat(text.EnumerateRunes());
}
