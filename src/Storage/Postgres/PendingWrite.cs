namespace Router.Storage.Postgres;

/// <summary>A grain's write that waits for its transaction.</summary>
internal sealed class PendingWrite
{
    private readonly TaskCompletionSource<CommitResult> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Encodes the state, unless it is deferred.</summary>
    public PendingWrite(GrainWrite write)
    {
        Write = write;
        IsDeferred = write is { Deferrable: true, ExpectedVersion: > 0 } && Entries > 0;
        Snapshot = IsDeferred ? null : write.Snapshot?.Invoke();
    }

    public GrainWrite Write { get; }

    /// <summary>Its journal is written now, its state later.</summary>
    public bool IsDeferred { get; }

    /// <summary>The state to write; null deletes, unless <see cref="IsDeferred"/>.</summary>
    public GrainSnapshot? Snapshot { get; }

    public int Entries => Write.Journal.IsDefaultOrEmpty ? 0 : Write.Journal.Length;

    public Task<CommitResult> Done => _done.Task;

    /// <summary>It was handed its key by the write before it.</summary>
    public bool HasKey { get; set; }

    /// <summary>The transaction is durable.</summary>
    public void Complete(long firstPosition) => _done.SetResult(new(Write.Snapshot is null ? 0 : Write.ExpectedVersion + 1, firstPosition));

    /// <summary>The row had another version; nothing of this write was written.</summary>
    public void Conflict() => _done.SetException(new StoreConflictException($"{Write.Key} has not the expected version {Write.ExpectedVersion}: another activation wrote it."));

    /// <summary>The transaction failed, or its outcome is unknown.</summary>
    public void Fail(StoreUnavailableException cause) => _done.SetException(cause);
}
