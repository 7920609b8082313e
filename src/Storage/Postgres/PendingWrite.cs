namespace Router.Storage.Postgres;

/// <summary>A grain's write that waits for its transaction.</summary>
internal sealed class PendingWrite(GrainWrite write, GrainSnapshot? snapshot)
{
    private readonly TaskCompletionSource<CommitResult> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public GrainWrite Write => write;

    /// <summary>The state to write; null deletes.</summary>
    public GrainSnapshot? Snapshot => snapshot;

    public int Entries => write.Journal.IsDefaultOrEmpty ? 0 : write.Journal.Length;

    public Task<CommitResult> Done => _done.Task;

    /// <summary>It was handed its key by the write before it.</summary>
    public bool HasKey { get; set; }

    /// <summary>The transaction is durable.</summary>
    public void Complete(long firstPosition) => _done.SetResult(new(snapshot is null ? 0 : write.ExpectedVersion + 1, firstPosition));

    /// <summary>The row had another version; nothing of this write was written.</summary>
    public void Conflict() => _done.SetException(new StoreConflictException($"{write.Key} has not the expected version {write.ExpectedVersion}: another activation wrote it."));

    /// <summary>The transaction failed, or its outcome is unknown.</summary>
    public void Fail(StoreUnavailableException cause) => _done.SetException(cause);
}
