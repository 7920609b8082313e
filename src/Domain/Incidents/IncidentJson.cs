using System.Text.Json.Serialization;

namespace Router.Domain.Incidents;

/// <summary>How incident states, members and journal entries are written on disk.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Serialization, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IncidentState))]
[JsonSerializable(typeof(IncidentMember))]
[JsonSerializable(typeof(IncidentRecord))]
[JsonSerializable(typeof(IncidentJournalEntry))]
public sealed partial class IncidentJson : JsonSerializerContext;
