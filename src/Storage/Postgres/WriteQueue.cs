namespace Router.Storage.Postgres;

/// <summary>
/// A bounded queue that several writers take batches from. A key is in one batch at a time, once: further writes of it wait behind it in
/// their order, and don't hold up others.
/// </summary>
/// <param name="capacity">How many may wait.</param>
/// <param name="worthwhile">How many must wait for a batch to be taken beside one that is under way: small ones cost the server more than they gain.</param>
internal sealed class WriteQueue(int capacity, int worthwhile)
{
    private readonly object _lock = new();
    private readonly Queue<PendingWrite> _ready = new();

    /// <summary>The keys in batches, with the writes that wait for them.</summary>
    private readonly Dictionary<GrainKey, Queue<PendingWrite>?> _taken = [];

    private int _parked;
    private int _underWay;
    private bool _completed;

    /// <summary>How many wait.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _ready.Count + _parked;
        }
    }

    /// <summary>Adds a write; false when the queue is full or complete.</summary>
    public bool TryAdd(PendingWrite write)
    {
        lock (_lock)
        {
            if (_completed || _ready.Count + _parked >= capacity)
                return false;
            _ready.Enqueue(write);
            Monitor.Pulse(_lock);
            return true;
        }
    }

    /// <summary>Waits for enough writes whose keys are free and moves up to <paramref name="most"/> of them into <paramref name="batch"/>; false when the queue is complete and empty.</summary>
    public bool Take(List<PendingWrite> batch, int most)
    {
        lock (_lock)
        {
            while (true)
            {
                var mayTake = _underWay == 0 || _completed || _ready.Count >= worthwhile;
                while (mayTake && batch.Count < most && _ready.TryDequeue(out var write))
                {
                    if (write.HasKey || _taken.TryAdd(write.Write.Key, null))
                        batch.Add(write);
                    else
                        Park(write);
                }
                if (batch.Count > 0)
                {
                    _underWay++;
                    return true;
                }
                if (_completed && _parked == 0)
                    return false;
                Monitor.Wait(_lock);
            }
        }
    }

    /// <summary>Frees the keys of a batch that is done.</summary>
    public void Release(List<PendingWrite> batch)
    {
        lock (_lock)
        {
            _underWay--;
            foreach (var write in batch)
            {
                if (_taken[write.Write.Key] is { Count: > 0 } parked)
                {
                    var next = parked.Dequeue();
                    _parked--;
                    next.HasKey = true;
                    _ready.Enqueue(next);
                }
                else
                    _taken.Remove(write.Write.Key);
            }
            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>Takes no more writes; those that wait are still taken.</summary>
    public void Complete()
    {
        lock (_lock)
        {
            _completed = true;
            Monitor.PulseAll(_lock);
        }
    }

    private void Park(PendingWrite write)
    {
        var parked = _taken[write.Write.Key] ??= new();
        parked.Enqueue(write);
        _parked++;
    }
}
