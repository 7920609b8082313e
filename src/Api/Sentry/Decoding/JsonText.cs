using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Router.Api.Sentry.Decoding;

/// <summary>
/// Decodes the inside of a JSON string that was checked before, as far as it is wanted, and never between the halves of a character.
/// A lone surrogate (JavaScript cuts texts so) becomes U+FFFD, where the framework's reader would throw.
/// </summary>
/// <param name="Value">The text, trimmed; null when nothing is left.</param>
/// <param name="Cost">The bytes that it takes as JSON.</param>
/// <param name="IsWhole">Nothing was cut off.</param>
internal readonly record struct JsonText(string? Value, int Cost, bool IsWhole)
{
    /// <summary>The most characters that any text may keep.</summary>
    public const int MaxChars = 1024;

    private const byte Backslash = (byte)'\\';

    private static readonly SearchValues<byte> Plain =
        SearchValues.Create(" !#$%()*,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_abcdefghijklmnopqrstuvwxyz{|}~"u8);

    public static JsonText Decode(ReadOnlySpan<byte> utf8, TextCut cut)
    {
        var maxChars = Math.Min(cut.MaxChars, MaxChars);
        Span<char> text = stackalloc char[Math.Min(maxChars, utf8.Length)];
        int length = 0, cost = 0;
        while (!utf8.IsEmpty)
        {
            var room = Math.Min(maxChars - length, cut.MaxCost - cost);
            var plain = utf8.IndexOfAnyExcept(Plain);
            plain = Math.Max(0, Math.Min(plain < 0 ? utf8.Length : plain, room));
            if (plain > 0)
            {
                Ascii.ToUtf16(utf8[..plain], text[length..], out _);
                utf8 = utf8[plain..];
                length += plain;
                cost += plain;
                continue;
            }

            var rune = Clean(Next(ref utf8), cut.Lines);
            var runeCost = CostOf(rune);
            if (length + rune.Utf16SequenceLength > maxChars || cost + runeCost > cut.MaxCost)
                return Of(text[..length], cost, isWhole: false);
            length += rune.EncodeToUtf16(text[length..]);
            cost += runeCost;
        }

        return Of(text[..length], cost, isWhole: true);
    }

    /// <summary>Cuts a decoded text.</summary>
    public static JsonText Cut(string text, int maxCost)
    {
        int length = 0, cost = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            var runeCost = CostOf(rune);
            if (cost + runeCost > maxCost)
                return Of(text.AsSpan(0, length), cost, isWhole: false);
            length += rune.Utf16SequenceLength;
            cost += runeCost;
        }

        return new(text, cost, IsWhole: true);
    }

    /// <summary>Is the string exactly this text?</summary>
    public static bool Equals(ReadOnlySpan<byte> utf8, string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (utf8.IsEmpty || Next(ref utf8) != rune)
                return false;
        }

        return utf8.IsEmpty;
    }

    /// <summary>The bytes that a text takes as JSON by the framework's default encoder, which escapes all but plain ASCII.</summary>
    public static int CostOf(string text)
    {
        var cost = 0;
        foreach (var rune in text.EnumerateRunes())
            cost += CostOf(rune);
        return cost;
    }

    private static JsonText Of(ReadOnlySpan<char> text, int cost, bool isWhole)
    {
        var trimmed = text.Trim();
        return new(trimmed.IsEmpty ? null : trimmed.ToString(), cost, isWhole);
    }

    private static int CostOf(Rune rune) => rune.Value switch
    {
        '\\' or '\n' or '\t' => 2,
        '"' or '&' or '\'' or '+' or '<' or '>' or '`' => 6,
        >= ' ' and <= '~' => 1,
        _ => 6 * rune.Utf16SequenceLength,
    };

    private static Rune Clean(Rune rune, bool lines) =>
        rune.Value switch
        {
            '\n' or '\t' when lines => rune,
            < ' ' or (>= 0x7f and <= 0x9f) or 0x2028 or 0x2029 => new Rune(' '),
            _ => rune,
        };

    private static Rune Next(ref ReadOnlySpan<byte> utf8)
    {
        var first = utf8[0];
        if (first == Backslash)
            return Unescape(ref utf8);
        if (first < 0x80)
        {
            utf8 = utf8[1..];
            return new Rune(first);
        }

        Rune.DecodeFromUtf8(utf8, out var rune, out var consumed);
        utf8 = utf8[consumed..];
        return rune;
    }

    private static Rune Unescape(ref ReadOnlySpan<byte> utf8)
    {
        var kind = utf8[1];
        if (kind != 'u')
        {
            utf8 = utf8[2..];
            return new Rune(kind switch
            {
                (byte)'b' => '\b',
                (byte)'f' => '\f',
                (byte)'n' => '\n',
                (byte)'r' => '\r',
                (byte)'t' => '\t',
                _ => (char)kind,
            });
        }

        var unit = Unit(utf8);
        utf8 = utf8[6..];
        if (Rune.TryCreate(unit, out var rune))
            return rune;
        if (utf8.Length >= 6 && utf8[0] == Backslash && utf8[1] == 'u' && Rune.TryCreate(unit, Unit(utf8), out rune))
        {
            utf8 = utf8[6..];
            return rune;
        }

        return Rune.ReplacementChar;
    }

    private static char Unit(ReadOnlySpan<byte> escape) =>
        Utf8Parser.TryParse(escape.Slice(2, 4), out ushort unit, out _, 'x') ? (char)unit : char.MaxValue;
}
