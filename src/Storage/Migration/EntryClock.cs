namespace Router.Storage.Migration;

/// <summary>The target's clock while a store is copied into it: the time of the entries being copied, so that they come into the journal's days in which they were written.</summary>
public sealed class EntryClock : TimeProvider
{
    private long _ticks = DateTimeOffset.UnixEpoch.UtcTicks;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => new(Volatile.Read(ref _ticks), TimeSpan.Zero);

    /// <summary>Goes on to a time; never back.</summary>
    internal void GoTo(DateTimeOffset time)
    {
        if (time.UtcTicks > _ticks)
            Volatile.Write(ref _ticks, time.UtcTicks);
    }
}
