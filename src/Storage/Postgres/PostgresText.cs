using System.Text;

namespace Router.Storage.Postgres;

/// <summary>
/// Text as PostgreSQL can hold it, which takes no NUL: U+0000 to U+0002 become U+0001 and a digit, so that the order stays and U+0002
/// is free as a separator. Half a surrogate pair becomes U+FFFD.
/// </summary>
internal static class PostgresText
{
    /// <summary>Between the values of a list; occurs in no encoded value.</summary>
    public const char Separator = '\u0002';

    private const char Escape = '\u0001';

    /// <summary>What is stored.</summary>
    public static string Encode(string text)
    {
        foreach (var c in text)
        {
            if (c <= Separator || char.IsSurrogate(c))
                return EncodeRare(text);
        }
        return text;
    }

    /// <summary>What was encoded.</summary>
    public static string Decode(string text)
    {
        if (!text.Contains(Escape, StringComparison.Ordinal))
            return text;
        var decoded = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
            decoded.Append(text[i] == Escape ? (char)(text[++i] - '0') : text[i]);
        return decoded.ToString();
    }

    private static string EncodeRare(string text)
    {
        var encoded = new StringBuilder(text.Length + 8);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value <= Separator)
                encoded.Append(Escape).Append((char)('0' + rune.Value));
            else
                encoded.Append(rune);
        }
        return encoded.ToString();
    }
}
