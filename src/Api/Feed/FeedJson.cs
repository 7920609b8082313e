using System.Text.Json.Serialization;

namespace Router.Api.Feed;

/// <summary>The feed's JSON: camelCase, enums by name, without what is null.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FeedItem))]
internal sealed partial class FeedJson : JsonSerializerContext;
