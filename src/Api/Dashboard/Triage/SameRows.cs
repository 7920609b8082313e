using Router.Domain.Storage;

namespace Router.Api.Dashboard.Triage;

/// <summary>Tells pages what did not change, so that they draw only what did.</summary>
internal static class SameRows
{
    /// <summary>The page that was read, with the objects of the page before for rows that are as they were; the page before itself when all are.</summary>
    public static IndexPage Keep(IndexPage before, IndexPage now)
    {
        var known = before.Items.ToDictionary(row => row.Key);
        IndexedGrain[] rows = [.. now.Items.Select(row => known.GetValueOrDefault(row.Key) is { } was && IsSame(was.Row, row.Row) ? was : row)];
        return before.Next == now.Next && rows.Length == before.Items.Count && rows.Zip(before.Items).All(pair => ReferenceEquals(pair.First, pair.Second))
            ? before
            : new(rows, now.Next);
    }

    private static bool IsSame(IndexRow one, IndexRow other) => one.Channels.SequenceEqual(other.Channels) && one == (other with { Channels = one.Channels });
}
