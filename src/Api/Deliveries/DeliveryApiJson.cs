using System.Text.Json.Serialization;
using Router.Api.Management;

namespace Router.Api.Deliveries;

/// <summary>The JSON of deliveries: camelCase, enums by name.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, AllowDuplicateProperties = false, UseStringEnumConverter = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(Page<DeliveryItem>))]
[JsonSerializable(typeof(Page<AttemptItem>))]
[JsonSerializable(typeof(DeliveryDetail))]
[JsonSerializable(typeof(DeliveryAnswer))]
[JsonSerializable(typeof(RetryAllAnswer))]
[JsonSerializable(typeof(DeliveryBody))]
internal sealed partial class DeliveryApiJson : JsonSerializerContext;
