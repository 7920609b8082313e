using System.Globalization;

namespace Router.Domain.Alerts;

/// <summary>The id of a webhook's receipt, <c>r</c> and the journal position in base 36; <c>r0</c> when nothing was written.</summary>
/// <param name="Position">The journal position.</param>
public readonly record struct ReceiptId(long Position)
{
    private const string Digits = "0123456789abcdefghijklmnopqrstuvwxyz";

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static bool TryParse(string? text, out ReceiptId id)
    {
        id = default;
        if (text is not { Length: > 1 and <= 14 } || text[0] != 'r')
            return false;
        long position = 0;
        foreach (var c in text.AsSpan(1))
        {
            var digit = Digits.IndexOf(c, StringComparison.Ordinal);
            if (digit < 0 || position > (long.MaxValue - digit) / 36)
                return false;
            position = (position * 36) + digit;
        }

        id = new(position);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        Span<char> text = stackalloc char[14];
        var at = text.Length;
        var rest = Position;
        do
        {
            text[--at] = Digits[(int)(rest % 36)];
            rest /= 36;
        }
        while (rest > 0);
        text[--at] = 'r';
        return string.Create(CultureInfo.InvariantCulture, $"{text[at..]}");
    }
}
