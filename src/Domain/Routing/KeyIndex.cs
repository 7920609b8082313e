using System.Collections.Frozen;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Router.Domain.Configuration;

namespace Router.Domain.Routing;

/// <summary>Integrations by the SHA-256 of their push-URL key: neither the look-up's time nor the comparison's tells anything of a key.</summary>
internal sealed class KeyIndex(IEnumerable<IntegrationConfig> integrations)
{
    private readonly FrozenDictionary<UInt128, Entry> _entries = integrations
        .Select(i => new Entry(SHA256.HashData(Encoding.UTF8.GetBytes(i.Key)), i))
        .ToFrozenDictionary(e => MemoryMarshal.Read<UInt128>(e.Hash));

    public IntegrationConfig? Find(string key)
    {
        if (key.Length > IntegrationConfig.MaxKeyLength || !Ascii.IsValid(key))
            return null;
        Span<byte> bytes = stackalloc byte[key.Length];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        ShortHash.Compute(bytes[..Encoding.ASCII.GetBytes(key, bytes)], hash);
        return _entries.TryGetValue(MemoryMarshal.Read<UInt128>(hash), out var entry) && CryptographicOperations.FixedTimeEquals(hash, entry.Hash)
            ? entry.Integration
            : null;
    }

    private readonly record struct Entry(byte[] Hash, IntegrationConfig Integration);
}
