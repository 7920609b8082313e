using System.Security.Cryptography;
using System.Text;

namespace Router.Api.Sentry;

/// <summary>
/// HMAC-SHA256 by secret, each thread with hashes of its own: with the secret's part computed once, a webhook's body of some
/// kilobytes takes two thirds of the time.
/// </summary>
internal static class KeyedHashes
{
    /// <summary>So many secrets are kept on a thread; with more, those of old configs are among them, and all are dropped.</summary>
    private const int MaxSecrets = 64;

    [ThreadStatic]
    private static Dictionary<string, IncrementalHash>? _hashes;

    /// <summary>Computes the code of a body.</summary>
    /// <param name="body">The body.</param>
    /// <param name="secret">The secret; its UTF-8 is the key.</param>
    /// <param name="code">Takes 32 bytes.</param>
    public static void Compute(ReadOnlySpan<byte> body, string secret, Span<byte> code)
    {
        var hash = Of(secret);
        hash.AppendData(body);
        hash.GetHashAndReset(code);
    }

    private static IncrementalHash Of(string secret)
    {
        var hashes = _hashes ??= new(StringComparer.Ordinal);
        if (hashes.TryGetValue(secret, out var known))
            return known;
        if (hashes.Count >= MaxSecrets)
        {
            foreach (var old in hashes.Values)
                old.Dispose();
            hashes.Clear();
        }

        return hashes[secret] = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
    }
}
