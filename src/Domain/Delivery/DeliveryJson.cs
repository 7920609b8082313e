using System.Text.Json.Serialization;

namespace Router.Domain.Delivery;

/// <summary>How delivery states, the texts that wait, and journal entries are written on disk.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Serialization, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DeliveryState))]
[JsonSerializable(typeof(Notification))]
[JsonSerializable(typeof(DeliveryJournalEntry))]
[JsonSerializable(typeof(SinkState))]
public sealed partial class DeliveryJson : JsonSerializerContext;
