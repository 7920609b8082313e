using System.Text.Json.Serialization;

namespace Router.Api.Requests;

/// <summary>The JSON of diagnostics.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IReadOnlyList<DiagnosticItem>))]
internal sealed partial class DraftJson : JsonSerializerContext;
