using System.Text.Json.Serialization;
using Router.Api.Management;

namespace Router.Api.Stats;

/// <summary>The JSON of the statistics: camelCase.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(StatsAnswer))]
[JsonSerializable(typeof(Page<IntegrationItem>))]
internal sealed partial class StatsJson : JsonSerializerContext;
