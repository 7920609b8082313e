namespace Router.Storage.AzureTables;

/// <summary>Rows of several partitions, each in its order, as one sequence in that order.</summary>
internal static class OrderedMerge
{
    /// <summary>Merges them; <paramref name="order"/> gives each row's place.</summary>
    public static async IAsyncEnumerable<T> ReadAsync<T, TOrder>(
        IEnumerable<IAsyncEnumerable<T>> sources, Func<T, TOrder> order, IComparer<TOrder> comparer, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var rows = sources.Select(source => source.GetAsyncEnumerator(cancellationToken)).ToArray();
        try
        {
            var hasRow = await Task.WhenAll(rows.Select(row => row.MoveNextAsync().AsTask()));
            var next = new PriorityQueue<int, TOrder>(comparer);
            for (var i = 0; i < rows.Length; i++)
            {
                if (hasRow[i])
                    next.Enqueue(i, order(rows[i].Current));
            }
            while (next.TryDequeue(out var source, out _))
            {
                yield return rows[source].Current;
                if (await rows[source].MoveNextAsync())
                    next.Enqueue(source, order(rows[source].Current));
            }
        }
        finally
        {
            foreach (var row in rows)
                await row.DisposeAsync();
        }
    }
}
