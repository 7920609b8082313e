using System.Text.Json.Serialization;
using Router.Api.Management;

namespace Router.Api.Sinks;

/// <summary>The JSON of sinks: camelCase.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, AllowDuplicateProperties = false)]
[JsonSerializable(typeof(Page<SinkItem>))]
[JsonSerializable(typeof(SinkAttemptItem))]
[JsonSerializable(typeof(SinkEnabled))]
[JsonSerializable(typeof(TemplatePreviewBody))]
[JsonSerializable(typeof(TemplatePreview))]
internal sealed partial class SinkApiJson : JsonSerializerContext;
