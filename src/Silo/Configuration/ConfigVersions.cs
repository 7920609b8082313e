using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Router.Domain.Storage;

namespace Router.Silo.Configuration;

/// <summary>Numbers the versions of the config: each text that differs from the one before it is a new version, over restarts too.</summary>
internal sealed class ConfigVersions(IGrainStateStorage storage)
{
    private static readonly GrainKey Key = new("config", "current");

    /// <summary>The version of a text: the current one's when it is the same, else the next.</summary>
    public async Task<long> VersionOfAsync(string text)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        var row = await storage.ReadAsync(Key);
        var current = row is null ? null : JsonSerializer.Deserialize(row.State.Span, ConfigVersionJson.Default.ConfigVersion);
        if (current?.Hash == hash)
            return current.Version;
        var next = new ConfigVersion((current?.Version ?? 0) + 1, hash);
        await storage.CommitAsync(new GrainWrite
        {
            Key = Key,
            ExpectedVersion = row?.Version ?? 0,
            Snapshot = () => new(JsonSerializer.SerializeToUtf8Bytes(next, ConfigVersionJson.Default.ConfigVersion), null),
        });
        return next.Version;
    }
}

internal sealed record ConfigVersion(long Version, string Hash);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ConfigVersion))]
internal sealed partial class ConfigVersionJson : JsonSerializerContext;
