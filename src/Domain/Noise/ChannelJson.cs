using System.Text.Json.Serialization;

namespace Router.Domain.Noise;

/// <summary>How a channel's state and its rows are written on disk.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Serialization, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ChannelState))]
[JsonSerializable(typeof(ChannelClaim))]
[JsonSerializable(typeof(ChannelWaiter))]
public sealed partial class ChannelJson : JsonSerializerContext;
