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
    /// <summary>The key of a channel's group; the values are length-prefixed, so no two lists of values run together.</summary>
    /// <param name="channel">The channel's id.</param>
    /// <param name="values">The group's values in the channel's order; null is an absent value and differs from an empty one.</param>
    public static IncidentKey Of(string channel, params ReadOnlySpan<string?> values)
    {
        var text = new StringBuilder();
        Append(text, channel);
        foreach (var value in values)
            Append(text, value);
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()));
        return new(Convert.ToHexStringLower(hash.AsSpan(0, 16)));
    }

    /// <inheritdoc/>
    public override string ToString() => Value;

    private static void Append(StringBuilder text, string? value)
    {
        if (value is null)
            text.Append("-;");
        else
            text.Append(value.Length).Append(':').Append(value).Append(';');
    }
}
