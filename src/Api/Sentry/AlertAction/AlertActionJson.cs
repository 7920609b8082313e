using System.Text.Json.Serialization;

namespace Router.Api.Sentry.AlertAction;

/// <summary>The UI component's JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, WriteIndented = true)]
[JsonSerializable(typeof(ActionSchema))]
[JsonSerializable(typeof(ChannelOption[]))]
[JsonSerializable(typeof(SaveBody))]
[JsonSerializable(typeof(SaveAnswer))]
internal sealed partial class AlertActionJson : JsonSerializerContext;
