namespace Router.Storage.AzureTables;

/// <summary>Bounds the writes that wait for all partitions.</summary>
internal sealed class QueueRoom(int capacity)
{
    private int _count;

    /// <summary>How many wait or are being written.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>False when it is full.</summary>
    public bool TryEnter()
    {
        if (Interlocked.Increment(ref _count) <= capacity)
            return true;
        Interlocked.Decrement(ref _count);
        return false;
    }

    /// <summary>They are done.</summary>
    public void Leave(int count) => Interlocked.Add(ref _count, -count);
}
