using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Router.Grains.Sinks;

/// <summary>Signs as Standard Webhooks prescribe: HMAC-SHA256 over <c>id.timestamp.body</c> (standard-webhooks.md, "Verifying webhook authenticity").</summary>
internal static class WebhookSignature
{
    private const string Prefix = "whsec_";

    /// <summary>The value of <c>webhook-signature</c>: <c>v1,</c> and the MAC in base64.</summary>
    /// <param name="secret"><c>whsec_</c> and the key in base64; the prefix may be missing.</param>
    /// <param name="id">The delivery's id.</param>
    /// <param name="timestamp">The attempt, in Unix seconds.</param>
    /// <param name="body">The raw body.</param>
    public static string Of(string secret, string id, long timestamp, ReadOnlySpan<byte> body)
    {
        var key = Convert.FromBase64String(secret.StartsWith(Prefix, StringComparison.Ordinal) ? secret[Prefix.Length..] : secret);
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        mac.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}.")));
        mac.AppendData(body);
        return "v1," + Convert.ToBase64String(mac.GetHashAndReset());
    }
}
