using System.Text.Json.Serialization;

namespace Router.Domain.Health;

/// <summary>How it is written on disk.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Serialization, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(HealthState))]
[JsonSerializable(typeof(HeartbeatState))]
public sealed partial class HealthStateJson : JsonSerializerContext;
