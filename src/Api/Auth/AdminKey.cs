using System.Security.Cryptography;
using System.Text;

namespace Router.Api.Auth;

/// <summary>The key that the management API and the metrics are called with. Keeps only its hash.</summary>
public sealed class AdminKey
{
    /// <summary>The fewest characters of a key.</summary>
    public const int MinLength = 32;

    private readonly byte[] _hash;

    /// <summary>Takes the key.</summary>
    /// <exception cref="ArgumentException">It is shorter than <see cref="MinLength"/>.</exception>
    public AdminKey(string key)
    {
        if (key.Length < MinLength)
            throw new ArgumentException($"An admin key has at least {MinLength} characters.", nameof(key));
        _hash = SHA256.HashData(Encoding.UTF8.GetBytes(key));
    }

    private AdminKey(byte[] hash) => _hash = hash;

    /// <summary>The key's SHA-256.</summary>
    internal ReadOnlyMemory<byte> Hash => _hash;

    /// <summary>A key that is known by its SHA-256 alone.</summary>
    internal static AdminKey OfHash(byte[] hash) => new(hash);

    /// <summary>Tells this key from others and does not give it away: 16 hexadecimal digits of its hash.</summary>
    public string Fingerprint => Convert.ToHexStringLower(_hash.AsSpan(0, 8));

    /// <summary>Whether this is the key; takes the same time whichever part of it differs.</summary>
    public bool Matches(string presented) =>
        CryptographicOperations.FixedTimeEquals(_hash, SHA256.HashData(Encoding.UTF8.GetBytes(presented)));
}
