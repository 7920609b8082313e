namespace Router.Storage.Sqlite;

/// <summary>
/// What the writer knows of rows beyond the disk: those with a deferred snapshot, those that the open transaction changes (staged),
/// and a cache of others. Only the writer stages; any thread reads.
/// </summary>
internal sealed class RowHeads
{
    private const int MostKnown = 16_384;

    private readonly Lock _lock = new();
    private readonly Dictionary<GrainKey, RowHead> _deferred = [];
    private readonly Dictionary<GrainKey, RowHead> _known = [];
    private readonly Dictionary<GrainKey, RowHead?> _staged = [];
    private long _position;

    /// <summary>How many rows have a deferred snapshot.</summary>
    public int DeferredCount
    {
        get
        {
            lock (_lock)
                return _deferred.Count;
        }
    }

    /// <summary>For readers: the row's deferred version, or null when the disk has the newest.</summary>
    public RowHead? Deferred(GrainKey key)
    {
        lock (_lock)
            return _deferred.GetValueOrDefault(key);
    }

    /// <summary>Every row with a deferred snapshot, in the order of the file, and the position of the newest entry that they or the disk hold.</summary>
    public (IReadOnlyList<GrainKey> Rows, long Position) AllDeferred()
    {
        long position;
        (long Grain, GrainKey Key)[] rows;
        lock (_lock)
            (rows, position) = ([.. _deferred.Select(row => (row.Value.Stored.Grain, row.Key))], _position);
        Array.Sort(rows, static (one, other) => one.Grain.CompareTo(other.Grain));
        return ([.. rows.Select(row => row.Key)], position);
    }

    /// <summary>Takes a write that has nothing for the journal, without the disk, when the row is known and no transaction changes it.</summary>
    /// <returns>Null when the writer must decide.</returns>
    public long? TryDefer(GrainWrite write)
    {
        lock (_lock)
        {
            if (_staged.ContainsKey(write.Key)
                || !(_deferred.TryGetValue(write.Key, out var head) || _known.TryGetValue(write.Key, out head))
                || head.Version != write.ExpectedVersion)
                return null;
            Set(write.Key, head with { Version = head.Version + 1, Deferred = write.Snapshot });
            return head.Version + 1;
        }
    }

    /// <summary>
    /// For the writer: the newest version, its own uncommitted one first; null when there is no row or only the disk can tell.
    /// From here to the end of the transaction no other thread changes the row.
    /// </summary>
    /// <returns>False when only the disk can tell.</returns>
    public bool TryClaim(GrainKey key, out RowHead? head)
    {
        lock (_lock)
        {
            if (_staged.TryGetValue(key, out head))
                return true;
            if (!_deferred.TryGetValue(key, out head) && !_known.TryGetValue(key, out head))
                return false;
            _staged[key] = head;
            return true;
        }
    }

    /// <summary>For the writer: the version that holds once the transaction is committed; null deletes.</summary>
    public void Stage(GrainKey key, RowHead? head)
    {
        lock (_lock)
            _staged[key] = head;
    }

    /// <summary>The transaction is on disk, with journal entries up to <paramref name="position"/>.</summary>
    public void Commit(long position)
    {
        lock (_lock)
        {
            foreach (var (key, head) in _staged)
                Set(key, head);
            _staged.Clear();
            _position = position;
        }
    }

    /// <summary>The transaction left no trace. The cache is dropped too: after a failure only the disk is believed.</summary>
    public void Rollback()
    {
        lock (_lock)
        {
            _staged.Clear();
            _known.Clear();
        }
    }

    private void Set(GrainKey key, RowHead? head)
    {
        if (head?.Deferred is not null)
        {
            _known.Remove(key);
            _deferred[key] = head;
            return;
        }
        _deferred.Remove(key);
        if (head is null)
        {
            _known.Remove(key);
            return;
        }
        if (_known.Count >= MostKnown)
            _known.Clear();
        _known[key] = head;
    }
}
