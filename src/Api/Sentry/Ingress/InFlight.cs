namespace Router.Api.Sentry.Ingress;

/// <summary>Counts the webhooks under way, up to a limit. One that was answered before its commit ended counts until that ends, so a store that hangs can't pile up work.</summary>
internal sealed class InFlight(int limit)
{
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public bool TryEnter()
    {
        if (Interlocked.Increment(ref _count) <= limit)
            return true;
        Leave();
        return false;
    }

    public void Leave() => Interlocked.Decrement(ref _count);

    /// <summary>Leaves now, or when the commit ends; its failure has been reported by then.</summary>
    public void LeaveAfter(Task? commit)
    {
        if (commit is null or { IsCompleted: true })
            Leave();
        else
            commit.ContinueWith(LeaveAndObserve, this, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private static void LeaveAndObserve(Task commit, object? state)
    {
        _ = commit.Exception;
        ((InFlight)state!).Leave();
    }
}
