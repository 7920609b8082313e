using System.Globalization;
using Microsoft.AspNetCore.Http;
using Router.Api.Management;
using Router.Api.OpenApi;
using Router.Domain;
using Router.Domain.Delivery;
using Router.Domain.Storage;

namespace Router.Api.Deliveries;

/// <summary>What a list of deliveries is asked for: <c>state, sink, channel, incident, from, to, limit, cursor</c>.</summary>
internal sealed record DeliveryQuery
{
    private static readonly Dictionary<string, DeliveryStatus> States = Enum.GetValues<DeliveryStatus>().ToDictionary(status => SnakeCase.Of(status));

    /// <summary>The parameters.</summary>
    public static IReadOnlyList<Parameter> Parameters { get; } =
    [
        Parameter.OneOf("state", "Where it stands.", [.. States.Keys]),
        new("sink", "The sink's id."),
        new("channel", "The channel's id."),
        new("incident", "The incident's id.") { Example = "0123456789abcdef0123456789abcdef-1" },
        Parameter.Time("from", "Taken into the queue, or given up, at or after."),
        Parameter.Time("to", "Before."),
        Parameter.Limit(500),
        Parameter.Cursor,
    ];

    /// <summary>Where the deliveries stand; null is anywhere.</summary>
    public DeliveryStatus? State { get; private init; }

    /// <summary>The incident's id; null is any.</summary>
    public string? Incident { get; private init; }

    /// <summary>The list of queues to look through.</summary>
    public required IndexFilter Queues { get; init; }

    /// <summary>At or after.</summary>
    public DateTimeOffset? From => Queues.From;

    /// <summary>Before. Not asked of the list of queues: a queue's last activity may be later than what it holds.</summary>
    public DateTimeOffset? To { get; private init; }

    /// <summary>The most items.</summary>
    public int Limit { get; private init; }

    /// <summary>How many items of the first queue the pages before had.</summary>
    public int Skip { get; private init; }

    /// <summary>Reads it, or says which field is wrong.</summary>
    public static (DeliveryQuery? Query, InvalidField? Invalid) Read(IQueryCollection query)
    {
        DeliveryStatus? state = null;
        string? incident = null, sink = null;
        var skip = 0;
        IndexCursor? after = null;
        var rest = new Dictionary<string, Microsoft.Extensions.Primitives.StringValues>(StringComparer.OrdinalIgnoreCase);
        foreach (var (field, values) in query)
        {
            var value = values is [{ Length: > 0 } one] ? one : null;
            switch (field)
            {
                case "state" when value is not null:
                    if (!States.TryGetValue(value, out var read))
                        return (null, new(field, $"'{value}' is not one of {string.Join(", ", States.Keys)}"));
                    state = read;
                    break;
                case "sink" when value is not null:
                    sink = value;
                    break;
                case "incident" when value is not null:
                    if (DeliveryId.IncidentKeyOf(value) is null)
                        return (null, new(field, $"'{value}' is not an incident's id"));
                    incident = value;
                    break;
                case "cursor" when value is not null:
                    if (!TryReadCursor(value, out after, out skip))
                        return (null, new(field, "not a cursor of this API; take it from next of the page before"));
                    break;
                case "state" or "sink" or "incident" or "cursor" or "channel" or "from" or "to" or "limit":
                    rest[field] = values;
                    break;
                default:
                    return (null, new(field, "unknown; known: state, sink, channel, incident, from, to, limit, cursor"));
            }
        }

        if (ListQuery.Read(new QueryCollection(rest), DeliveryStore.GrainType, [], out var filter) is { } invalid)
            return (null, invalid);
        return (new()
        {
            State = state,
            Incident = incident,
            Queues = filter! with
            {
                Status = state == DeliveryStatus.DeadLetter ? nameof(DeliveryStatus.DeadLetter) : null,
                Rule = sink,
                Text = incident is null ? null : DeliveryId.IncidentKeyOf(incident),
                To = null,
                Limit = 100,
                After = after,
            },
            To = filter.To,
            Limit = filter.Limit,
            Skip = skip,
        }, null);
    }

    /// <summary>Whether a delivery is asked for.</summary>
    public bool Matches(UndeliveredNotification delivery) =>
        (State is null || delivery.Status == State)
        && (Incident is null || delivery.Id.IncidentId == Incident)
        && (From is null || delivery.At >= From)
        && (To is null || delivery.At < To);

    /// <summary>Continues with the queues after <paramref name="after"/>, past the items that the pages had of the first of them.</summary>
    public static string WriteCursor(IndexCursor? after, int skip) =>
        string.Create(CultureInfo.InvariantCulture, $"{skip}.{(after is { } place ? CursorText.Write(place) : "")}");

    private static bool TryReadCursor(string text, out IndexCursor? after, out int skip)
    {
        (after, skip) = (null, 0);
        if (text.Split('.', 2) is not [var count, var place] || !int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out skip))
            return false;
        after = place.Length == 0 ? null : CursorText.Read(place);
        return place.Length == 0 || after is not null;
    }
}
