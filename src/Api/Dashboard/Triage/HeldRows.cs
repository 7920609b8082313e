using Router.Domain.Storage;

namespace Router.Api.Dashboard.Triage;

/// <summary>Rows that keep their places while somebody has the pointer over them: they change where they are, and what comes or goes waits.</summary>
/// <param name="Rows">What to show.</param>
/// <param name="Left">The ids of those that don't fit the filters any more.</param>
/// <param name="Waiting">How many rows would come in between.</param>
internal sealed record HeldRows(IReadOnlyList<IndexedGrain> Rows, IReadOnlySet<string> Left, int Waiting)
{
    /// <summary>Puts what was read into what is shown.</summary>
    /// <param name="shown">The rows shown.</param>
    /// <param name="fresh">What the list holds now, from where the shown rows begin.</param>
    public static HeldRows Merge(IReadOnlyList<IndexedGrain> shown, IndexPage fresh)
    {
        var now = fresh.Items.ToDictionary(row => row.Key.Id);
        var lastMet = -1;
        for (var i = 0; i < shown.Count; i++)
            lastMet = now.ContainsKey(shown[i].Key.Id) ? i : lastMet;

        // What stands below the last row met was only pushed out of the page, unless the page is the list's end.
        var left = shown.Where((row, i) => (i < lastMet || fresh.Next is null) && !now.ContainsKey(row.Key.Id)).Select(row => row.Key.Id).ToHashSet(StringComparer.Ordinal);
        var known = shown.Select(row => row.Key.Id).ToHashSet(StringComparer.Ordinal);
        var end = fresh.Next is null || lastMet < 0 ? fresh.Items.Count : fresh.Items.ToList().FindLastIndex(row => known.Contains(row.Key.Id));
        var waiting = fresh.Items.Take(end).Count(row => !known.Contains(row.Key.Id));
        IndexedGrain[] rows = [.. shown.Select(row => now.GetValueOrDefault(row.Key.Id, row))];
        return new(rows.Zip(shown).All(pair => ReferenceEquals(pair.First, pair.Second)) ? shown : rows, left, waiting);
    }
}
