namespace Router.Storage.Sqlite;

/// <summary>A grain's write that waits for its transaction.</summary>
internal sealed class PendingWrite(GrainWrite write, GrainSnapshot? snapshot, StorageMetrics metrics) : WriterItem
{
    private readonly TaskCompletionSource<CommitResult> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CommitResult _result;
    private StoreConflictException? _conflict;

    public Task<CommitResult> Done => _done.Task;

    public override void Apply(WriteBatch batch)
    {
        try
        {
            _result = batch.Write(write, snapshot);
        }
        catch (StoreConflictException conflict)
        {
            _conflict = conflict;
        }
    }

    public override void Complete()
    {
        if (_conflict is null)
        {
            _done.SetResult(_result);
            return;
        }
        metrics.OnFailed("conflict");
        _done.SetException(_conflict);
    }

    public override void Fail(StoreUnavailableException cause) => _done.SetException(cause);
}
