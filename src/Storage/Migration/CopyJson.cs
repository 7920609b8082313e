using System.Text.Json;
using System.Text.Json.Serialization;

namespace Router.Storage.Migration;

/// <summary>The JSON of a copy's own rows.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(CopyProgress))]
[JsonSerializable(typeof(CopyMark))]
internal sealed partial class CopyJson : JsonSerializerContext;
