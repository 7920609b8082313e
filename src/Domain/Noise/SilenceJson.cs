using System.Text.Json.Serialization;

namespace Router.Domain.Noise;

/// <summary>How silences are written on disk.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Serialization, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SilenceRecord))]
public sealed partial class SilenceJson : JsonSerializerContext;
