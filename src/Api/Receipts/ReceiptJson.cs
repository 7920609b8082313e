using System.Text.Json.Serialization;

namespace Router.Api.Receipts;

/// <summary>Receipts as JSON: camelCase, statuses and severities by name, absent values as null.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(Receipt))]
[JsonSerializable(typeof(ReceiptPage))]
internal sealed partial class ReceiptJson : JsonSerializerContext;
