using Router.Domain.Storage;

namespace Router.Grains.Storage;

/// <summary>
/// The durable state of one grain whose changes share writes: while a write is in flight, further changes are applied to the pending
/// state and go into the next write together. A caller is answered by the write that holds its change. When a write fails or its outcome
/// is unknown, every caller of it and of later ones fails, nothing more is taken, and the grain is told to go away and read again.
/// A write takes no more than every store can: what is over it goes into the write after it.
/// For use within one grain's turns only.
/// </summary>
internal sealed class GroupCommit<TState>
{
    private readonly IGrainStateStorage _storage;
    private readonly GrainKey _key;
    private readonly Func<TState, Func<GrainSnapshot>?> _encoder;
    private readonly Action _onFailure;
    private long _version;
    private readonly Queue<Batch> _waiting = [];
    private Batch? _open;
    private bool _writing;
    private Exception? _failure;

    /// <summary>Begins with what was read.</summary>
    /// <param name="storage">Where writes go.</param>
    /// <param name="key">The grain.</param>
    /// <param name="state">The state as read.</param>
    /// <param name="version">Its version; 0 when there is no row.</param>
    /// <param name="encoder">What will encode a state, when the store asks for it; null deletes the row.</param>
    /// <param name="onFailure">Called once when a write has failed.</param>
    public GroupCommit(IGrainStateStorage storage, GrainKey key, TState state, long version, Func<TState, Func<GrainSnapshot>?> encoder, Action onFailure)
    {
        (_storage, _key, _version, _encoder, _onFailure) = (storage, key, version, encoder, onFailure);
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
    public Task<long> CommitAsync(TState next, ImmutableArray<JournalWrite> journal, ImmutableArray<PartWrite> parts = default, bool deferrable = false)
    {
        ThrowIfFailed();
        Pending = next;
        var size = JournalSize.Of(journal);
        if (_open is null || !_open.HasRoomFor(size))
            _waiting.Enqueue(_open = new Batch());
        var done = _open.Add(next, journal, size, parts.IsDefault ? [] : parts, deferrable);
        if (!_writing)
            _ = WriteAsync();
        return done;
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
        while (Next() is { } batch)
        {
            var state = batch.State;
            try
            {
                var snapshot = _encoder(state);
                var result = await _storage.CommitAsync(batch.Write(_key, _version, snapshot));
                _version = snapshot is null ? 0 : result.Version;
                Committed = state;
                batch.Complete(result.FirstPosition);
            }
            catch (Exception e)
            {
                Fail(batch, e);
            }
        }

        _writing = false;
    }

    private void Fail(Batch batch, Exception e)
    {
        var isFirst = _failure is null;
        _failure ??= e;
        batch.Fail(e is StoreConflictException ? new StoreUnavailableException(e.Message, e) : e);
        while (Next() is { } later)
            later.Fail(new StoreUnavailableException("An earlier write of this grain failed.", e));

        if (isFirst)
            _onFailure();
    }

    private Batch? Next()
    {
        if (!_waiting.TryDequeue(out var batch))
            return null;
        if (_waiting.Count == 0)
            _open = null;
        return batch;
    }

    /// <summary>The changes that share a write. Mostly there is one: it costs no list.</summary>
    private sealed class Batch
    {
        private readonly Change _first = new(0);
        private List<Change>? _more;
        private ImmutableArray<JournalWrite> _journal = [];
        private ImmutableArray<JournalWrite>.Builder? _journalOfMore;
        private ImmutableArray<PartWrite> _parts = [];
        private bool _isDeferrable = true;
        private bool _isEmpty = true;
        private JournalSize _size;

        /// <summary>The state with its last change.</summary>
        public TState State { get; private set; } = default!;

        public bool HasRoomFor(JournalSize more) => _isEmpty || (_size + more).Fits;

        public Task<long> Add(TState state, ImmutableArray<JournalWrite> journal, JournalSize size, ImmutableArray<PartWrite> parts, bool deferrable)
        {
            State = state;
            _size += size;
            var change = _isEmpty ? _first : AddOneMore(journal);
            if (_isEmpty)
                _journal = journal;
            _isEmpty = false;
            change.IsJournaled = !journal.IsEmpty;
            _parts = _parts.IsEmpty ? parts : _parts.AddRange(parts);
            _isDeferrable &= deferrable;
            return change.Task;
        }

        private Change AddOneMore(ImmutableArray<JournalWrite> journal)
        {
            _journalOfMore ??= _journal.ToBuilder();
            var change = new Change(_journalOfMore.Count);
            (_more ??= []).Add(change);
            _journalOfMore.AddRange(journal);
            return change;
        }

        public GrainWrite Write(GrainKey key, long version, Func<GrainSnapshot>? snapshot) => new()
        {
            Key = key,
            ExpectedVersion = version,
            Snapshot = snapshot,
            Deferrable = _isDeferrable && version > 0 && snapshot is not null,
            Journal = _journalOfMore?.DrainToImmutable() ?? _journal,
            Parts = _parts,
        };

        public void Complete(long firstPosition)
        {
            _first.Complete(firstPosition);
            foreach (var change in _more ?? [])
                change.Complete(firstPosition);
        }

        public void Fail(Exception e)
        {
            _first.Fail(e);
            foreach (var change in _more ?? [])
                change.Fail(e);
        }
    }

    /// <summary>One caller's change, at its place among the batch's journal entries.</summary>
    private sealed class Change(int index) : TaskCompletionSource<long>
    {
        public bool IsJournaled { get; set; }

        public void Complete(long firstPosition) => SetResult(IsJournaled ? firstPosition + index : 0);

        public void Fail(Exception e)
        {
            SetException(e);
            _ = Task.Exception;
        }
    }
}
