using System.Buffers;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Router.Api.Sentry;

/// <summary>Sentry's signature: the hex HMAC-SHA256 of the raw body with the integration's client secret as UTF-8.</summary>
public static class SentrySignature
{
    /// <summary>The header of webhooks.</summary>
    public const string HookHeader = "Sentry-Hook-Signature";

    /// <summary>The header of UI component requests; Sentry's own example takes either on every endpoint.</summary>
    public const string AppHeader = "Sentry-App-Signature";

    /// <summary>The signature of a body: 64 lower-case hex characters.</summary>
    public static string Sign(ReadOnlySpan<byte> body, string secret)
    {
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        KeyedHashes.Compute(body, secret, mac);
        return Convert.ToHexStringLower(mac);
    }

    /// <summary>Was the body signed with any of the secrets?</summary>
    public static bool Matches(ReadOnlySpan<byte> body, ReadOnlySpan<char> signature, ImmutableArray<string> secrets) => Find(body, signature, secrets) > 0;

    /// <summary>Which of the secrets the body was signed with, from 1; 0 is none. Every secret is tried and compared in constant time; upper-case hex is taken too.</summary>
    public static int Find(ReadOnlySpan<byte> body, ReadOnlySpan<char> signature, ImmutableArray<string> secrets)
    {
        Span<byte> presented = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (signature.Length != 2 * HMACSHA256.HashSizeInBytes
            || Convert.FromHexString(signature, presented, out _, out _) != OperationStatus.Done)
            return 0;

        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        var found = 0;
        for (var number = secrets.Length; number > 0; number--)
        {
            KeyedHashes.Compute(body, secrets[number - 1], mac);
            if (CryptographicOperations.FixedTimeEquals(mac, presented))
                found = number;
        }

        return found;
    }
}
