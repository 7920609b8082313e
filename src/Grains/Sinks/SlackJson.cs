using System.Text.Json.Serialization;

namespace Router.Grains.Sinks;

/// <summary>The JSON of Slack's answers.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SlackAnswer))]
internal sealed partial class SlackJson : JsonSerializerContext;
