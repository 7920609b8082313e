using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Router.Domain.Delivery;

/// <summary>The id of a delivery, <c>{incident id}-{sequence}-{sink}</c>, taken apart; also the <c>webhook-id</c> that receivers see.</summary>
/// <param name="IncidentId">The incident's id, <c>{hash}-{n}</c>.</param>
/// <param name="Sequence">The notification's sequence, from 1.</param>
/// <param name="Sink">The sink's id.</param>
public sealed record DeliveryId(string IncidentId, long Sequence, string Sink)
{
    private const int MaxLength = 256;

    /// <summary>The key of the delivery grain that holds it.</summary>
    public string QueueKey => QueueOf(IncidentId[..IncidentId.IndexOf('-', StringComparison.Ordinal)], Sink);

    /// <summary>The key of the delivery grain of an incident grain and a sink.</summary>
    public static string QueueOf(string incidentKey, string sink) => $"{incidentKey}|{sink}";

    /// <summary>Reads an id; false for what can be none.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out DeliveryId? id)
    {
        id = null;
        if (text is not { Length: <= MaxLength } || text.Split('-', 4) is not [{ Length: > 0 } key, var number, var sequence, { Length: > 0 } sink])
            return false;
        if (!IsIncidentKey(key) || !IsNumber(number, out _) || !IsNumber(sequence, out var read))
            return false;
        id = new($"{key}-{number}", read, sink);
        return true;
    }

    /// <summary>The incident grain's key out of an incident's id; null for what can be no id.</summary>
    public static string? IncidentKeyOf(string incidentId) =>
        incidentId.Length <= MaxLength && incidentId.Split('-') is [{ Length: > 0 } key, var number] && IsIncidentKey(key) && IsNumber(number, out _) ? key : null;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{IncidentId}-{Sequence}-{Sink}");

    private static bool IsIncidentKey(string text) => text.All(char.IsAsciiLetterOrDigit);

    private static bool IsNumber(string text, out long number) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number > 0;
}
