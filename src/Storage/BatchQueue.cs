namespace Router.Storage;

/// <summary>A bounded queue with one consumer that takes everything waiting at once: what gathers writes into batches.</summary>
internal sealed class BatchQueue<T>(int capacity)
{
    private readonly object _lock = new();
    private readonly Queue<T> _items = new();
    private bool _completed;

    /// <summary>How many wait.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _items.Count;
        }
    }

    /// <summary>Adds an item; false when the queue is full or complete.</summary>
    /// <param name="item">The item.</param>
    /// <param name="bounded">False for the store's own work, which no caller can shed.</param>
    public bool TryAdd(T item, bool bounded = true)
    {
        lock (_lock)
        {
            if (_completed || (bounded && _items.Count >= capacity))
                return false;
            _items.Enqueue(item);
            Monitor.Pulse(_lock);
            return true;
        }
    }

    /// <summary>Waits for items and moves up to <paramref name="most"/> of them into <paramref name="batch"/>; false when the queue is complete and empty.</summary>
    public bool Take(List<T> batch, int most)
    {
        lock (_lock)
        {
            while (_items.Count == 0)
            {
                if (_completed)
                    return false;
                Monitor.Wait(_lock);
            }
            while (batch.Count < most && _items.TryDequeue(out var item))
                batch.Add(item);
            return true;
        }
    }

    /// <summary>Takes no more items; those that wait are still taken.</summary>
    public void Complete()
    {
        lock (_lock)
        {
            _completed = true;
            Monitor.PulseAll(_lock);
        }
    }
}
