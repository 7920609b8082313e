namespace Router.Domain.Replay;

/// <summary>The virtual clock's timers: what is to be woken when. The same changes always give the same order.</summary>
internal sealed class ReplayTimers
{
    private readonly PriorityQueue<string, (DateTimeOffset At, string Key)> _queue = new(Comparer<(DateTimeOffset At, string Key)>.Create(
        (a, b) => a.At != b.At ? a.At.CompareTo(b.At) : string.CompareOrdinal(a.Key, b.Key)));

    private readonly Dictionary<string, DateTimeOffset> _due = [];

    /// <summary>Sets or, with null, removes a key's timer.</summary>
    public void Set(string key, DateTimeOffset? at)
    {
        if (at is not { } due)
        {
            _due.Remove(key);
        }
        else if (!_due.TryGetValue(key, out var known) || known != due)
        {
            _due[key] = due;
            _queue.Enqueue(key, (due, key));
        }
    }

    /// <summary>The next timer at or before a time, taken out; null when there is none.</summary>
    public (string Key, DateTimeOffset At)? Take(DateTimeOffset until)
    {
        while (_queue.TryPeek(out var key, out var due) && due.At <= until)
        {
            _queue.Dequeue();
            if (_due.TryGetValue(key, out var at) && at == due.At)
            {
                _due.Remove(key);
                return (key, at);
            }
        }

        return null;
    }
}
