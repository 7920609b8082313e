using Router.Domain.Storage;

namespace Router.Grains.Tests.Storage;

/// <summary>Holds each write until the test releases or fails it; continuations run at once, as within one turn.</summary>
internal sealed class HeldStorage : IGrainStateStorage
{
    private readonly Queue<TaskCompletionSource> _held = [];
    private long _position;

    public List<GrainWrite> Writes { get; } = [];

    public ValueTask<GrainRow?> ReadAsync(GrainKey key, CancellationToken cancellationToken = default) => ValueTask.FromResult<GrainRow?>(null);

    public async Task<CommitResult> CommitAsync(GrainWrite write)
    {
        Writes.Add(write);
        var held = new TaskCompletionSource();
        _held.Enqueue(held);
        await held.Task;
        var first = _position + 1;
        _position += write.Journal.Length;
        return new(write.ExpectedVersion + 1, first);
    }

    public void Release() => _held.Dequeue().SetResult();

    public void Fail(Exception e) => _held.Dequeue().SetException(e);
}
