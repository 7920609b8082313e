using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Router.Api.Auth.Keys;

/// <summary>The text of an API key: <c>rk_</c>, its id, <c>_</c> and 32 random bytes in base64url.</summary>
internal static class KeyText
{
    /// <summary>Longer texts are no keys of any kind.</summary>
    public const int MaxLength = 512;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    private const string Prefix = "rk_";
    private const int IdLength = 12;
    private const int SecretBytes = 32;
    private const int Length = 3 + IdLength + 1 + 43;

    /// <summary>A new key.</summary>
    public static (string Id, string Text) New()
    {
        var id = RandomNumberGenerator.GetHexString(IdLength, lowercase: true);
        return (id, $"{Prefix}{id}_{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes))}");
    }

    /// <summary>The id within a key's text; null when it has not the form of one.</summary>
    public static string? IdOf(string text) =>
        text.Length == Length && text.StartsWith(Prefix, StringComparison.Ordinal) && text[Prefix.Length + IdLength] == '_' && IsId(text.AsSpan(Prefix.Length, IdLength))
            ? text.Substring(Prefix.Length, IdLength)
            : null;

    /// <summary>Whether a text has the form of an id.</summary>
    public static bool IsId(ReadOnlySpan<char> text) => text.Length == IdLength && !text.ContainsAnyExcept(HexDigits);

    /// <summary>What is stored of a key: SHA-256 in hexadecimal. The 256 random bits need no slow hash.</summary>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>Whether a text has a hash; takes the same time whichever part differs.</summary>
    public static bool Matches(string text, string hash) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Hash(text)), Encoding.ASCII.GetBytes(hash));
}
