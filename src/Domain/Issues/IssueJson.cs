using System.Text.Json.Serialization;

namespace Router.Domain.Issues;

/// <summary>How issue states and journal entries are written on disk.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Serialization, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IssueState))]
[JsonSerializable(typeof(IssueJournalEntry))]
public sealed partial class IssueJson : JsonSerializerContext;
