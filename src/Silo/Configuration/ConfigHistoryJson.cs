using System.Text.Json.Serialization;
using Router.Domain.Configuration;

namespace Router.Silo.Configuration;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ConfigRevision))]
[JsonSerializable(typeof(ConfigPointer))]
internal sealed partial class ConfigHistoryJson : JsonSerializerContext;
