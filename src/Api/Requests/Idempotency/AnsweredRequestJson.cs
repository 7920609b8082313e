using System.Text.Json.Serialization;

namespace Router.Api.Requests.Idempotency;

/// <summary>Requests with an <c>Idempotency-Key</c> as they are stored.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(AnsweredRequest))]
internal sealed partial class AnsweredRequestJson : JsonSerializerContext;
