using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Router.Api.Management;
using Router.Domain.Storage;

namespace Router.Api.Dashboard.Triage;

/// <summary>The filters of a list, as its URL has them: those of the API's list, and the statuses <see cref="Open"/> and <see cref="Any"/>.</summary>
/// <param name="Filter">What to list; null with a problem.</param>
/// <param name="Problem">What is wrong with the URL, for people.</param>
/// <param name="Values">What the URL says, by name.</param>
public sealed record TriageQuery(IndexFilter? Filter, string? Problem, IReadOnlyDictionary<string, string> Values)
{
    /// <summary>Triggered or acknowledged: what a list shows unless asked for another.</summary>
    public const string Open = "Open";

    /// <summary>Every status.</summary>
    public const string Any = "Any";

    /// <summary>Nothing is asked for yet.</summary>
    public static TriageQuery None { get; } = new(null, null, new Dictionary<string, string>());

    /// <summary>The URL; empty when it was not read from one.</summary>
    public string Uri { get; init; } = "";

    /// <summary>The order of the rows.</summary>
    public IndexOrder Order => Filter?.Order ?? IndexOrder.Newest;

    private static readonly string[] OpenStatuses = ["Triggered", "Acknowledged"];

    /// <summary>The value of a field; empty when the URL has none.</summary>
    public string this[string name] => Values.GetValueOrDefault(name, "");

    /// <summary>Something narrows the list, beside the status, the order and the place in it.</summary>
    public bool IsNarrowed => Values.Keys.Any(name => name is not ("status" or "cursor" or "sort"));

    /// <summary>Reads the query of a URL.</summary>
    /// <param name="uri">The URL, absolute.</param>
    /// <param name="type">The rows' type in the store.</param>
    /// <param name="statuses">The statuses that there are.</param>
    /// <param name="orders">The orders that the store has.</param>
    public static TriageQuery Read(string uri, string type, IReadOnlyList<string> statuses, IReadOnlyList<IndexOrder> orders)
    {
        var query = QueryHelpers.ParseQuery(new Uri(uri).Query);
        var values = query.ToDictionary(field => field.Key, field => field.Value.ToString());
        return ListQuery.Read(new QueryCollection(query), type, [Open, Any, .. statuses], out var filter, orders) is { } invalid
            ? new(null, $"The filter {invalid.Field} in the address is wrong: {invalid.Message}.", values) { Uri = uri }
            : new(filter! with { Status = filter.Status ?? Open }, null, values) { Uri = uri };
    }

    /// <summary>The list's URL with one field set, or taken away when empty. Another filter begins at the first page.</summary>
    public string Url(string path, string field, string? value)
    {
        var values = Values.Where(v => v.Key != field && v.Key != "cursor").ToDictionary(v => v.Key, v => (string?)v.Value);
        if (!string.IsNullOrWhiteSpace(value))
            values[field] = value.Trim();
        return QueryHelpers.AddQueryString(path, values);
    }

    /// <summary>The page that the filter asks for.</summary>
    public static async Task<IndexPage> ListAsync(IIndexQuery index, IndexFilter filter, CancellationToken cancellationToken)
    {
        if (filter.Status != Open)
            return await index.ListAsync(filter with { Status = filter.Status == Any ? null : filter.Status }, cancellationToken);
        var found = new List<IndexPage>();
        foreach (var status in OpenStatuses)
            found.Add(await index.ListAsync(filter with { Status = status }, cancellationToken));
        // A row that changed its status between the two reads is in both.
        var rows = found.SelectMany(page => page.Items).DistinctBy(row => row.Key.Id).ToList();
        rows.Sort((one, other) => filter.Order.Compare(one, other));
        return rows.Count <= filter.Limit && found.TrueForAll(page => page.Next is null)
            ? new(rows, null)
            : new(rows[..Math.Min(rows.Count, filter.Limit)], filter.Order.CursorOf(rows[Math.Min(rows.Count, filter.Limit) - 1]));
    }
}
