using Router.Domain.Storage;

namespace Router.Api.Dashboard.Triage;

/// <summary>Some rows of a list, one after the other.</summary>
/// <param name="After">Where they begin; null at the top.</param>
/// <param name="Count">How many they were when they were last read.</param>
/// <param name="Page">The rows, and where they end; without rows when they are too far away to be kept.</param>
internal sealed record RowChunk(IndexCursor? After, int Count, IndexPage Page)
{
    /// <summary>The rows are kept.</summary>
    public bool IsKept => Page.Items.Count == Count;
}
