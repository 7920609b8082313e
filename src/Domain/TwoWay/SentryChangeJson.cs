using System.Text.Json.Serialization;

namespace Router.Domain.TwoWay;

/// <summary>How they are written on disk.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Serialization, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SentryChangeState))]
public sealed partial class SentryChangeJson : JsonSerializerContext;
