using System.Text.Json.Serialization;

namespace Router.Api.Actions;

/// <summary>The JSON of actions.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, AllowDuplicateProperties = false)]
[JsonSerializable(typeof(ActionBody))]
[JsonSerializable(typeof(ActionAnswer))]
internal sealed partial class ActionJson : JsonSerializerContext;
