using System.Text.Json.Serialization;
using Router.Api.Management;

namespace Router.Api.Incidents;

/// <summary>The JSON of incidents: camelCase, enums by name.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(Page<IncidentItem>))]
[JsonSerializable(typeof(IncidentDetails))]
internal sealed partial class IncidentsJson : JsonSerializerContext;
