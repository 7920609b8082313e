using System.Text.Json.Serialization;

namespace Router.Api.Management.Config;

/// <summary>The JSON of the config's endpoints.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ConfigAnswer))]
[JsonSerializable(typeof(ConfigCheckAnswer))]
[JsonSerializable(typeof(ConfigDiffAnswer))]
[JsonSerializable(typeof(Page<ConfigVersionItem>))]
internal sealed partial class ConfigJson : JsonSerializerContext;
