using System.Text.Json;
using System.Text.Json.Serialization;

namespace Router.Domain.Issues;

/// <summary>Writes a <see cref="DeliveryWindow"/> as base64: 8 bytes of fingerprint and 4 of time a delivery.</summary>
public sealed class DeliveryWindowJsonConverter : JsonConverter<DeliveryWindow>
{
    /// <inheritdoc/>
    public override DeliveryWindow Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        DeliveryWindow.FromBytes(reader.GetBytesFromBase64());

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DeliveryWindow value, JsonSerializerOptions options) =>
        writer.WriteBase64StringValue(value.ToBytes());
}
