using System.Text.Json.Serialization;

namespace Router.Api.Management;

/// <summary>The management API's JSON: camelCase, enums by name.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, AllowDuplicateProperties = false, UseStringEnumConverter = true)]
[JsonSerializable(typeof(Page<IssueItem>))]
[JsonSerializable(typeof(Page<RejectedItem>))]
[JsonSerializable(typeof(PushUrlAnswer))]
[JsonSerializable(typeof(SecretBody))]
internal sealed partial class ManagementJson : JsonSerializerContext;
