using System.Runtime.CompilerServices;
using Router.Domain.Storage;

namespace Router.Grains.Noise;

/// <summary>Reads a list to its end.</summary>
internal static class IndexPages
{
    private const int PageSize = 500;

    /// <summary>The keys of the rows with a status.</summary>
    public static async IAsyncEnumerable<GrainKey> ReadAsync(
        IIndexQuery index, string type, string status, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var filter = new IndexFilter { Type = type, Status = status, Limit = PageSize };
        IndexPage page;
        do
        {
            page = await index.ListAsync(filter, cancellationToken);
            foreach (var item in page.Items)
                yield return item.Key;
            filter = filter with { After = page.Next };
        }
        while (page.Next is not null);
    }
}
