namespace Router.Storage.Sqlite;

/// <summary>How the SQLite store runs. Only the folder must be given.</summary>
public sealed record SqliteStoreOptions
{
    /// <summary>The data folder. Created, for its owner alone, when it is missing; holds <c>router.db</c> with its log, <c>router.lock</c> and <c>router.pid</c>.</summary>
    public required string Directory { get; init; }

    /// <summary>Writes that may wait; further ones fail at once with <see cref="StoreUnavailableException"/>. Default: 8,192.</summary>
    public int QueueCapacity { get; init; } = 8192;

    /// <summary>The most writes in one transaction. Default: 512.</summary>
    public int MaxBatch { get; init; } = 512;

    /// <summary>How often deferred snapshots are written. Default: 1 s.</summary>
    public TimeSpan FlushInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Bytes of log after which it is moved into the file in the background. Default: 16 MiB.</summary>
    public long CheckpointBytes { get; init; } = 16 << 20;

    /// <summary>Bytes of log beyond which its file is cut back to nothing. Default: 256 MiB.</summary>
    public long TruncateBytes { get; init; } = 256 << 20;

    internal ICommitFaults? Faults { get; init; }
}
