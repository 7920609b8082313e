using System.Globalization;
using Microsoft.AspNetCore.Http;
using Router.Api.OpenApi;

namespace Router.Api.Management;

/// <summary>Reads the query of a list without filters: <c>limit</c> and <c>cursor</c>. Anything else is an error.</summary>
internal static class PageQuery
{
    private const int DefaultLimit = 50;
    private const int MaxLimit = 500;

    /// <summary>The parameters.</summary>
    public static IReadOnlyList<Parameter> Parameters { get; } = [Parameter.Limit(MaxLimit), Parameter.Cursor];

    /// <summary>The values, or the first field that is wrong.</summary>
    public static InvalidField? Read(IQueryCollection query, out int limit, out string? cursor)
    {
        (limit, cursor) = (DefaultLimit, null);
        foreach (var (field, values) in query)
        {
            if (values is not [{ Length: > 0 } value])
                return new(field, values.Count > 1 ? "given more than once" : "empty; leave it out instead");
            switch (field)
            {
                case "cursor":
                    cursor = value;
                    break;
                case "limit" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit is >= 1 and <= MaxLimit:
                    break;
                case "limit":
                    return new(field, $"not a whole number from 1 to {MaxLimit}");
                default:
                    return new(field, "unknown; known: limit, cursor");
            }
        }

        return null;
    }
}
