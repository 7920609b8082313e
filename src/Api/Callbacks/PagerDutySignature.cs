using System.Security.Cryptography;
using System.Text;

namespace Router.Api.Callbacks;

/// <summary>
/// PagerDuty's signatures: several while a secret rotates, each <c>v1=</c> and the hex HMAC-SHA256 of the raw body
/// (developer.pagerduty.com, "Verifying webhook signatures").
/// </summary>
internal static class PagerDutySignature
{
    public const string Header = "X-PagerDuty-Signature";

    private const string Version = "v1";

    public static string Sign(ReadOnlySpan<byte> body, string secret) => $"{Version}={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body))}";

    /// <summary>Is any of them right? Each is compared in constant time; those of other versions are passed over.</summary>
    public static bool Matches(ReadOnlySpan<byte> body, string? signatures, string secret)
    {
        if (string.IsNullOrEmpty(signatures))
            return false;
        var expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body);
        var isRight = false;
        foreach (var part in signatures.Split(',', StringSplitOptions.TrimEntries))
            isRight |= VersionedHex.Read(part, Version, out var presented) && CryptographicOperations.FixedTimeEquals(presented, expected);
        return isRight;
    }
}
