using System.Text.Json.Serialization;
using Router.Api.Management;
using Router.Domain.Noise;

namespace Router.Api.Silences;

/// <summary>The JSON of the silences' endpoints.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, AllowDuplicateProperties = false, UseStringEnumConverter = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(SilenceDraft))]
[JsonSerializable(typeof(EndBody))]
[JsonSerializable(typeof(SilenceItem))]
[JsonSerializable(typeof(Page<SilenceItem>))]
[JsonSerializable(typeof(SilencePreviewAnswer))]
[JsonSerializable(typeof(IReadOnlyList<SilenceProblem>))]
internal sealed partial class SilenceJson : JsonSerializerContext;
