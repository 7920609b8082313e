using System.Text.Json.Serialization;
using Router.Api.Management;

namespace Router.Api.Auth.Keys;

/// <summary>Keys as JSON, stored and in the API.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, AllowDuplicateProperties = false, UseStringEnumConverter = true, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(StoredKey))]
[JsonSerializable(typeof(NewKeyBody))]
[JsonSerializable(typeof(NewKeyAnswer))]
[JsonSerializable(typeof(Page<KeyItem>))]
internal sealed partial class KeyJson : JsonSerializerContext;
