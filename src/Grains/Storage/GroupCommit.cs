using Router.Domain.Storage;

namespace Router.Grains.Storage;

/// <summary>
/// The durable state of one grain whose changes share writes: while a write is in flight, further changes are applied to the pending
/// state and go into the next write together. A caller is answered by the write that holds its change. When a write fails or its outcome
/// is unknown, every caller of it and of later ones fails, nothing more is taken, and the grain is told to go away and read again.
/// For use within one grain's turns only.
/// </summary>
internal sealed class GroupCommit<TState>
{
    private readonly IGrainStateStorage _storage;
    private readonly GrainKey _key;
    private readonly Func<TState, GrainSnapshot?> _snapshot;
    private readonly Action _onFailure;
    private long _version;
    private Batch? _open;
    private bool _writing;
    private Exception? _failure;

    /// <summary>Begins with what was read.</summary>
    /// <param name="storage">Where writes go.</param>
    /// <param name="key">The grain.</param>
    /// <param name="state">The state as read.</param>
    /// <param name="version">Its version; 0 when there is no row.</param>
    /// <param name="snapshot">Encodes a state; null deletes the row.</param>
    /// <param name="onFailure">Called once when a write has failed.</param>
    public GroupCommit(IGrainStateStorage storage, GrainKey key, TState state, long version, Func<TState, GrainSnapshot?> snapshot, Action onFailure)
    {
        (_storage, _key, _version, _snapshot, _onFailure) = (storage, key, version, snapshot, onFailure);
        Committed = Pending = state;
    }

    /// <summary>The state that is durable: what reads may see.</summary>
    public TState Committed { get; private set; }

    /// <summary>The state with every change applied: what decisions are made on.</summary>
    public TState Pending { get; private set; }

    /// <summary>Applies a change and completes when it is durable.</summary>
    /// <param name="next">The state with the change.</param>
    /// <param name="journal">The change's journal entries.</param>
    /// <param name="parts">The change's parts.</param>
    /// <param name="deferrable">The journal entries alone carry the change (see <see cref="GrainWrite.Deferrable"/>).</param>
    /// <returns>The position of the change's first journal entry; 0 without entries.</returns>
    public async Task<long> CommitAsync(TState next, ImmutableArray<JournalWrite> journal, ImmutableArray<PartWrite> parts = default, bool deferrable = false)
    {
        ThrowIfFailed();
        Pending = next;
        var batch = _open ??= new Batch();
        var index = batch.Journal.Count;
        batch.Journal.AddRange(journal);
        if (!parts.IsDefaultOrEmpty)
            batch.Parts.AddRange(parts);
        batch.IsDeferrable &= deferrable;
        if (!_writing)
            _ = WriteAsync();
        var first = await batch.Done.Task;
        return journal.IsEmpty ? 0 : first + index;
    }

    /// <summary>Throws when a write has failed before: the state in memory can't be trusted.</summary>
    /// <exception cref="StoreUnavailableException">A write has failed.</exception>
    public void ThrowIfFailed()
    {
        if (_failure is not null)
            throw new StoreUnavailableException($"{_key} is reading its state again after a failed write.", _failure);
    }

    private async Task WriteAsync()
    {
        _writing = true;
        while (_open is { } batch)
        {
            _open = null;
            try
            {
                await WriteAsync(batch);
            }
            catch (Exception e)
            {
                Fail(batch, e);
            }
        }

        _writing = false;
    }

    private async Task WriteAsync(Batch batch)
    {
        var state = Pending;
        var isDeleted = _snapshot(state) is null;
        var result = await _storage.CommitAsync(new GrainWrite
        {
            Key = _key,
            ExpectedVersion = _version,
            Snapshot = isDeleted ? null : () => _snapshot(state)!,
            Deferrable = batch.IsDeferrable && _version > 0 && !isDeleted,
            Journal = [.. batch.Journal],
            Parts = [.. batch.Parts],
        });
        _version = isDeleted ? 0 : result.Version;
        Committed = state;
        batch.Done.SetResult(result.FirstPosition);
    }

    private void Fail(Batch batch, Exception e)
    {
        var isFirst = _failure is null;
        _failure ??= e;
        batch.Done.SetException(e is StoreConflictException ? new StoreUnavailableException(e.Message, e) : e);
        _ = batch.Done.Task.Exception;
        while (_open is { } later)
        {
            _open = null;
            later.Done.SetException(new StoreUnavailableException("An earlier write of this grain failed.", e));
            _ = later.Done.Task.Exception;
        }

        if (isFirst)
            _onFailure();
    }

    private sealed class Batch
    {
        public List<JournalWrite> Journal { get; } = [];

        public List<PartWrite> Parts { get; } = [];

        public bool IsDeferrable { get; set; } = true;

        public TaskCompletionSource<long> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
