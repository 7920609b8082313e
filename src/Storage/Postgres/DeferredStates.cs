namespace Router.Storage.Postgres;

/// <summary>The states that this process has acknowledged and not written yet: the newest of each grain.</summary>
internal sealed class DeferredStates
{
    private readonly Lock _lock = new();
    private readonly Dictionary<GrainKey, DeferredState> _states = [];

    /// <summary>How many.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _states.Count;
        }
    }

    /// <summary>The grains that have one, in the order in which every statement locks rows.</summary>
    public IReadOnlyList<GrainKey> Keys()
    {
        GrainKey[] keys;
        lock (_lock)
            keys = [.. _states.Keys];
        Array.Sort(keys, KeyOrder.Compare);
        return keys;
    }

    /// <summary>The newest of a grain, or null.</summary>
    public DeferredState? Find(GrainKey key)
    {
        lock (_lock)
            return _states.GetValueOrDefault(key);
    }

    /// <summary>What a committed batch leaves: its deferred writes, and nothing of grains that it wrote in full or that another silo owns by now.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="positions">The first positions of the writes that took effect, by their place in it.</param>
    public void OnCommitted(List<PendingWrite> batch, Dictionary<int, long> positions)
    {
        lock (_lock)
        {
            for (var i = 0; i < batch.Count; i++)
            {
                var write = batch[i].Write;
                if (batch[i].IsDeferred && positions.TryGetValue(i, out var first))
                    _states[write.Key] = new(write.Key, first + batch[i].Entries - 1, write.Snapshot!);
                else
                    _states.Remove(write.Key);
            }
        }
    }

    /// <summary>They are written; a newer one stays.</summary>
    public void OnFlushed(IEnumerable<DeferredState> states)
    {
        lock (_lock)
        {
            foreach (var state in states)
            {
                if (_states.TryGetValue(state.Key, out var newest) && ReferenceEquals(newest, state))
                    _states.Remove(state.Key);
            }
        }
    }
}
