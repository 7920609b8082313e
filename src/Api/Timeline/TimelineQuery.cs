using System.Globalization;
using Microsoft.AspNetCore.Http;
using Router.Api.Management;
using Router.Api.OpenApi;
using Router.Domain.Alerts;

namespace Router.Api.Timeline;

/// <summary>Which part of a timeline is asked for: <c>limit</c> (1 to 200, default 50) and <c>cursor</c>.</summary>
/// <param name="Limit">The most items.</param>
/// <param name="From">The journal position to begin at; null is the newest.</param>
internal readonly record struct TimelineQuery(int Limit, long? From)
{
    private const int MaxLimit = 200;

    /// <summary>The parameters.</summary>
    public static IReadOnlyList<Parameter> Parameters { get; } =
        [Parameter.Limit(MaxLimit) with { Description = "The most items of the timeline." }, Parameter.Cursor with { Description = "next of the timeline before." }];

    public static InvalidField? Read(IQueryCollection query, out TimelineQuery timeline)
    {
        timeline = new(50, null);
        foreach (var (field, values) in query)
        {
            if (values is not [{ Length: > 0 } value])
                return new(field, values.Count > 1 ? "given more than once" : "empty; leave it out instead");
            switch (field)
            {
                case "limit" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= MaxLimit:
                    timeline = timeline with { Limit = limit };
                    break;
                case "limit":
                    return new(field, $"not a whole number from 1 to {MaxLimit}");
                case "cursor" when ReceiptId.TryParse(value, out var at) && at.Position > 0:
                    timeline = timeline with { From = at.Position };
                    break;
                case "cursor":
                    return NotACursor;
                default:
                    return new(field, "unknown; known: limit, cursor");
            }
        }

        return null;
    }

    public static InvalidField NotACursor { get; } = new("cursor", "not a cursor of this timeline; take it from next of the page before");
}
