using System.Text.Json;
using System.Text.Json.Serialization;
using Router.Domain.Storage;

namespace Router.Domain.Audit;

/// <summary>Audit entries as JSON.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Serialization, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AuditEntry))]
public sealed partial class AuditJson : JsonSerializerContext
{
    /// <summary>The journal entry of an action.</summary>
    public static JournalWrite Journal(AuditEntry entry, DateTimeOffset now) =>
        new(JournalKind.Audit, now, JsonSerializer.SerializeToUtf8Bytes(entry, Default.AuditEntry));
}
