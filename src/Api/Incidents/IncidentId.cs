using System.Buffers;
using System.Globalization;
using Router.Domain.Incidents;

namespace Router.Api.Incidents;

/// <summary>An incident's id as notifications carry it: <c>{32 hex characters}-{n}</c>.</summary>
/// <param name="Key">The grain's key.</param>
/// <param name="Number">The number, from 1.</param>
internal readonly record struct IncidentId(IncidentKey Key, int Number)
{
    private const int HashLength = 32;

    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdef");

    public static IncidentId? Parse(string text) =>
        text.Length is > HashLength + 1 and <= HashLength + 11 && text[HashLength] == '-' && text[HashLength + 1] != '0'
        && text.AsSpan(0, HashLength).IndexOfAnyExcept(Hex) < 0
        && int.TryParse(text.AsSpan(HashLength + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new(new(text[..HashLength]), number)
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Key.Value}-{Number}");
}
