namespace Router.Storage;

/// <summary>
/// A bounded queue with one consumer that takes everything waiting at once: what gathers writes into batches. Under load the consumer
/// gives a batch a moment to fill: else, all callers of a large batch being answered together, the first of them to come again
/// get a transaction of their own each while the others wait for it.
/// </summary>
internal sealed class BatchQueue<T>(int capacity)
{
    /// <summary>A batch of so many shows a load that is worth waiting for.</summary>
    private const int Load = 4;

    /// <summary>A batch of so many waits for no more.</summary>
    private const int Enough = 12;

    private const int Nobody = int.MaxValue;

    /// <summary>How long a batch may fill.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    private readonly object _lock = new();
    private readonly Queue<T> _items = new();
    private bool _completed;
    private int _wanted = Nobody;
    private int _last;

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
            if (_items.Count >= _wanted)
                Monitor.Pulse(_lock);
            return true;
        }
    }

    /// <summary>Waits for items and moves up to <paramref name="most"/> of them into <paramref name="batch"/>; false when the queue is complete and empty.</summary>
    public bool Take(List<T> batch, int most)
    {
        lock (_lock)
        {
            _wanted = 1;
            while (_items.Count == 0)
            {
                if (_completed)
                    return false;
                Monitor.Wait(_lock);
            }
            _wanted = Enough;
            if (_last >= Load && _items.Count < Enough && !_completed)
                Monitor.Wait(_lock, Moment);
            _wanted = Nobody;
            while (batch.Count < most && _items.TryDequeue(out var item))
                batch.Add(item);
            _last = batch.Count;
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
