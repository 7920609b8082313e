using System.Collections.Immutable;
using Router.Domain.Storage;

namespace Router.Api.Dashboard.Triage;

/// <summary>
/// The part of a list that a page has read, from the top or a cursor down: chunks, each from where the one before ended. Of those far from what is seen only
/// the place is kept, so that a million rows can be scrolled through.
/// </summary>
internal sealed record RowWindow
{
    /// <summary>How many rows are read at once.</summary>
    public const int ChunkSize = 100;

    /// <summary>How many rows before and after those seen are kept.</summary>
    public const int KeptAround = 2 * ChunkSize;

    private ImmutableArray<RowChunk> Chunks { get; init; } = [];

    /// <summary>Where the list begins; null is at the top.</summary>
    public IndexCursor? Start { get; init; }

    /// <summary>How many rows it has met.</summary>
    public int Known => Chunks.Sum(chunk => chunk.Count);

    /// <summary>There are more than it has met.</summary>
    public bool HasMore => Chunks is [] or [.., { Page.Next: not null }];

    /// <summary>How many rows to make room for: those met, and some when there are more.</summary>
    public int Total => Known + (HasMore ? ChunkSize : 0);

    /// <summary>The rows that are kept.</summary>
    public IEnumerable<IndexedGrain> Kept => Chunks.SelectMany(chunk => chunk.Page.Items);

    /// <summary>The first chunk that a range of rows needs and that must be read, and where it begins; null when all is there.</summary>
    public (int Index, IndexCursor? After)? Missing(int start, int count)
    {
        foreach (var index in Touched(start, count))
        {
            if (!Chunks[index].IsKept)
                return (index, Chunks[index].After);
        }

        return HasMore && start + Math.Max(count, 1) > Known ? (Chunks.Length, Chunks is [.., var last] ? last.Page.Next : Start) : null;
    }

    /// <summary>The chunks that a range of rows touches.</summary>
    public IEnumerable<int> Touched(int start, int count)
    {
        var from = 0;
        for (var index = 0; index < Chunks.Length && from < start + count; from += Chunks[index++].Count)
        {
            if (from + Chunks[index].Count > start)
                yield return index;
        }
    }

    /// <summary>A chunk; null when it is not there.</summary>
    public RowChunk? Chunk(int index) => index < Chunks.Length ? Chunks[index] : null;

    /// <summary>With what a chunk was found to hold: at its place, or at the end.</summary>
    public RowWindow With(int index, IndexCursor? after, IndexPage page)
    {
        if (Chunk(index)?.Page == page)
            return this;
        var chunk = new RowChunk(after, page.Items.Count, page);
        return this with { Chunks = index < Chunks.Length ? Chunks.SetItem(index, chunk) : Chunks.Add(chunk) };
    }

    /// <summary>Without the rows that are far from a range.</summary>
    public RowWindow Near(int start, int count)
    {
        var near = Touched(start - KeptAround, count + (2 * KeptAround)).ToHashSet();
        return Chunks.Where((chunk, index) => !near.Contains(index) && chunk.Page.Items.Count > 0).Any()
            ? this with { Chunks = [.. Chunks.Select((chunk, index) => near.Contains(index) ? chunk : chunk with { Page = new([], chunk.Page.Next) })] }
            : this;
    }

    /// <summary>The rows of a range, as far as they are there.</summary>
    public IReadOnlyList<IndexedGrain> Rows(int start, int count)
    {
        var touched = Touched(start, count).ToList();
        var skipped = touched is [var first, ..] ? start - Chunks.Take(first).Sum(chunk => chunk.Count) : 0;
        return [.. touched.SelectMany(index => Chunks[index].Page.Items).Skip(skipped).Take(count)];
    }

    /// <summary>It shows the same in a range as another does.</summary>
    public bool IsSame(RowWindow other, int start, int count) =>
        Start == other.Start && HasMore == other.HasMore && Pages(start, count).SequenceEqual(other.Pages(start, count));

    private IEnumerable<IndexPage> Pages(int start, int count) => Touched(start, Math.Max(count, 1)).Select(index => Chunks[index].Page);
}
