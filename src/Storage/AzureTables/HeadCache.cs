namespace Router.Storage.AzureTables;

/// <summary>The heads of the rows used last; of those used long ago it forgets half at a time.</summary>
internal sealed class HeadCache(int capacity)
{
    private readonly Lock _lock = new();
    private Dictionary<GrainKey, GrainHead> _young = [];
    private Dictionary<GrainKey, GrainHead> _old = [];

    /// <summary>Null when it is not known.</summary>
    public GrainHead? Find(GrainKey key)
    {
        lock (_lock)
        {
            if (_young.TryGetValue(key, out var head))
                return head;
            if (!_old.TryGetValue(key, out head))
                return null;
            Put(key, head);
            return head;
        }
    }

    /// <summary>Keeps it.</summary>
    public void Set(GrainKey key, GrainHead head)
    {
        lock (_lock)
            Put(key, head);
    }

    /// <summary>Forgets it.</summary>
    public void Remove(GrainKey key)
    {
        lock (_lock)
        {
            _young.Remove(key);
            _old.Remove(key);
        }
    }

    private void Put(GrainKey key, GrainHead head)
    {
        if (_young.Count >= capacity / 2 && !_young.ContainsKey(key))
            (_old, _young) = (_young, []);
        _young[key] = head;
    }
}
