using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Router.Domain.Incidents;

/// <summary>
/// The identity of an incident grain: 32 hex characters, the first 128 bits of SHA-256 over the channel and the group's values.
/// User text never enters a key.
/// </summary>
/// <param name="Value">The 32 hex characters.</param>
[GenerateSerializer, Immutable, Alias("router.incident-key")]
public readonly record struct IncidentKey([property: Id(0)] string Value)
{
    private const int OnStack = 512;

    /// <summary>The most characters of a value's length and its marks, <c>1234567890:;</c>.</summary>
    private const int Marks = 12;

    /// <summary>The key of a channel's group; the values are length-prefixed, so no two lists of values run together.</summary>
    /// <param name="channel">The channel's id.</param>
    /// <param name="values">The group's values in the channel's order; null is an absent value and differs from an empty one.</param>
    public static IncidentKey Of(string channel, params ReadOnlySpan<string?> values)
    {
        var size = Encoding.UTF8.GetMaxByteCount(channel.Length) + Marks;
        foreach (var value in values)
            size += Encoding.UTF8.GetMaxByteCount(value?.Length ?? 0) + Marks;
        var text = size <= OnStack ? stackalloc byte[OnStack] : new byte[size];
        var rest = Append(text, channel);
        foreach (var value in values)
            rest = Append(rest, value);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        ShortHash.Compute(text[..^rest.Length], hash);
        return new(Convert.ToHexStringLower(hash[..16]));
    }

    /// <inheritdoc/>
    public override string ToString() => Value;

    /// <summary>Writes a value and gives what is left.</summary>
    private static Span<byte> Append(Span<byte> text, string? value)
    {
        if (value is null)
        {
            "-;"u8.CopyTo(text);
            return text[2..];
        }

        value.Length.TryFormat(text, out var length, provider: CultureInfo.InvariantCulture);
        text[length++] = (byte)':';
        length += Encoding.UTF8.GetBytes(value, text[length..]);
        text[length++] = (byte)';';
        return text[length..];
    }
}
