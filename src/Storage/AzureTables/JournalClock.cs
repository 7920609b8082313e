namespace Router.Storage.AzureTables;

/// <summary>The highest position that was seen. A writer's, of what this process has committed in any partition: what follows in another gets a higher one, so that no effect lies before its cause.</summary>
internal sealed class JournalClock
{
    private long _last;

    /// <summary>It; 0 without one.</summary>
    public long Last => Volatile.Read(ref _last);

    /// <summary>A position was seen.</summary>
    public void Observe(long position)
    {
        for (var last = Last; last < position;)
        {
            var seen = Interlocked.CompareExchange(ref _last, position, last);
            last = seen == last ? position : seen;
        }
    }
}
