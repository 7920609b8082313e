using System.Text.Json.Serialization;

namespace Router.Api.Issues;

/// <summary>The JSON of an issue's page: camelCase, enums by name.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(IssueDetails))]
internal sealed partial class IssuesJson : JsonSerializerContext;
