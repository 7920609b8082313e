namespace Router.Acceptance.Driver;

/// <summary>An append-only list that can be waited on.</summary>
public sealed class RecordedList<T>
{
    private readonly Lock _lock = new();
    private readonly List<T> _items = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What was added so far.</summary>
    public IReadOnlyList<T> Snapshot()
    {
        lock (_lock)
            return [.. _items];
    }

    public int Count
    {
        get
        {
            lock (_lock)
                return _items.Count;
        }
    }

    public void Add(T item)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            _items.Add(item);
            changed = _changed;
            _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        changed.SetResult();
    }

    /// <summary>The first item, present or to come, at or after <paramref name="from"/> that fits.</summary>
    /// <exception cref="TimeoutException">None came within the bound; the message names what was awaited and shows the last items.</exception>
    public async Task<T> FirstAsync(Func<T, bool> fits, string what, TimeSpan bound, int from = 0)
    {
        var next = from;
        T? found = default;
        var isFound = false;
        await UntilAsync(items =>
        {
            for (; next < items.Count && !isFound; next++)
            {
                if (fits(items[next]))
                    (found, isFound) = (items[next], true);
            }

            return isFound;
        }, what, bound);
        return found!;
    }

    /// <summary>Waits until the list satisfies a condition, which is asked under the list's lock after each addition.</summary>
    /// <exception cref="TimeoutException">It did not within the bound.</exception>
    public async Task UntilAsync(Func<IReadOnlyList<T>, bool> holds, string what, TimeSpan bound)
    {
        using var deadline = new CancellationTokenSource(bound);
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (holds(_items))
                    return;
                changed = _changed.Task;
            }

            try
            {
                await changed.WaitAsync(deadline.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"waited {bound.TotalSeconds:0.#} s for {what}; so far ({Count}):\n{string.Join('\n', Snapshot().TakeLast(40))}");
            }
        }
    }
}
