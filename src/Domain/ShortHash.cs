using System.Security.Cryptography;

namespace Router.Domain;

/// <summary>SHA-256 of short texts on the way of every webhook: with a hash kept on each thread it takes two thirds of the time.</summary>
internal static class ShortHash
{
    [ThreadStatic]
    private static IncrementalHash? _hash;

    /// <summary>Computes the hash.</summary>
    /// <param name="text">The text's bytes.</param>
    /// <param name="hash">Takes 32 bytes.</param>
    public static void Compute(ReadOnlySpan<byte> text, Span<byte> hash)
    {
        var sha = _hash ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData(text);
        sha.GetHashAndReset(hash);
    }
}
