namespace Router.Storage.Sqlite;

/// <summary>The store's own work in a transaction: flush, purge.</summary>
internal sealed class PendingWork<T>(Func<WriteBatch, T> apply) : WriterItem
{
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T _result = default!;

    public Task<T> Done => _done.Task;

    public override void Apply(WriteBatch batch) => _result = apply(batch);

    public override void Complete() => _done.SetResult(_result);

    public override void Fail(StoreUnavailableException cause) => _done.SetException(cause);
}
