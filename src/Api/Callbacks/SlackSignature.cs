using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Router.Api.Callbacks;

/// <summary>Slack's signature: <c>v0=</c> and the hex HMAC-SHA256 of <c>v0:timestamp:body</c> with the app's signing secret (api.slack.com/authentication/verifying-requests-from-slack).</summary>
internal static class SlackSignature
{
    public const string Header = "X-Slack-Signature";

    public const string TimestampHeader = "X-Slack-Request-Timestamp";

    private const string Version = "v0";

    /// <summary>How far the timestamp may be from now, so that nobody sends a call again.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    public static string Sign(ReadOnlySpan<byte> body, long timestamp, string secret) => $"{Version}={Convert.ToHexStringLower(Compute(body, timestamp, secret))}";

    /// <summary>Compares in constant time.</summary>
    public static bool Matches(ReadOnlySpan<byte> body, string? signature, string? timestamp, string secret, DateTimeOffset now)
    {
        if (signature is null || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs((double)now.ToUnixTimeSeconds() - seconds) > Tolerance.TotalSeconds)
            return false;
        return VersionedHex.Read(signature, Version, out var presented) && CryptographicOperations.FixedTimeEquals(presented, Compute(body, seconds, secret));
    }

    private static byte[] Compute(ReadOnlySpan<byte> body, long timestamp, string secret)
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        mac.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Version}:{timestamp}:")));
        mac.AppendData(body);
        return mac.GetHashAndReset();
    }
}
