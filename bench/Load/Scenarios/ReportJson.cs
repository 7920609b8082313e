using System.Text.Json;
using System.Text.Json.Serialization;

namespace Router.Load.Scenarios;

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Report))]
[JsonSerializable(typeof(Client.LoadResult))]
internal sealed partial class ReportJson : JsonSerializerContext;
