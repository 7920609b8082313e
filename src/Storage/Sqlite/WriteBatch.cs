namespace Router.Storage.Sqlite;

/// <summary>One transaction: applies what the writer took from its queue.</summary>
internal sealed class WriteBatch(WriterSession session, RowHeads heads)
{
    private readonly long _before = session.Journal.Last;

    /// <summary>A row that tells whether the transaction is on disk: its version after it, 0 when it is deleted.</summary>
    private (GrainKey Key, long Version)? _witness;

    private JournalAppender Journal => session.Journal;

    /// <summary>True when there is something to commit.</summary>
    public bool Begun { get; private set; }

    /// <summary>Starts the transaction, if nothing has yet; before the first change.</summary>
    public WriterSession Begin()
    {
        if (!Begun)
        {
            session.Database.Execute("begin immediate");
            Begun = true;
        }
        return session;
    }

    /// <summary>The newest version of a row.</summary>
    public RowHead? Head(GrainKey key)
    {
        if (heads.TryClaim(key, out var head))
            return head;
        head = session.Rows.Load(key);
        heads.Stage(key, head);
        return head;
    }

    /// <summary>Journal and row of one grain. Throws <see cref="StoreConflictException"/> before it changes anything.</summary>
    public CommitResult Write(GrainWrite write, GrainSnapshot? snapshot)
    {
        var head = Head(write.Key);
        if ((head?.Version ?? 0) != write.ExpectedVersion)
            throw new StoreConflictException($"{write.Key} has version {head?.Version ?? 0}, expected {write.ExpectedVersion}: another activation wrote it.");
        var first = 0L;
        var position = head?.Position ?? 0;
        if (!write.Journal.IsDefaultOrEmpty)
        {
            Begin();
            first = Journal.Last + 1;
            position = Journal.Append(write.Key, write.Journal, position);
        }
        if (write.Snapshot is null)
        {
            Delete(write.Key, head);
            return new(0, first);
        }
        var version = write.ExpectedVersion + 1;
        if (write.Deferrable && head is not null)
        {
            heads.Stage(write.Key, head with { Version = version, Position = position, Applied = Journal.Last, Deferred = write.Snapshot });
            return new(version, first);
        }
        var stored = WriteRow(write.Key, head?.Stored, version, position, Journal.Last, snapshot ?? write.Snapshot());
        if (!write.Parts.IsDefaultOrEmpty)
            session.Rows.WriteParts(stored, write.Parts);
        heads.Stage(write.Key, new(version, position, Journal.Last, stored, null));
        return new(version, first);
    }

    /// <summary>Writes a deferred snapshot, unless a newer version made it needless.</summary>
    /// <returns>True when it was written.</returns>
    public bool Flush(GrainKey key, RowHead flushed, GrainSnapshot snapshot)
    {
        if (Head(key) is not { Deferred: not null } head || head.Stored != flushed.Stored)
            return false;
        var stored = WriteRow(key, head.Stored, flushed.Version, flushed.Position, flushed.Applied, snapshot);
        heads.Stage(key, head with { Stored = stored, Deferred = head.Version == flushed.Version ? null : head.Deferred });
        return true;
    }

    /// <summary>Deletes a row, if there is one.</summary>
    public void Delete(GrainKey key, RowHead? head)
    {
        if (head is null)
            return;
        Begin().Rows.Delete(key, head.Stored);
        Witnessed(key, 0);
        heads.Stage(key, null);
    }

    /// <summary>Every journal entry up to here is in a snapshot on disk.</summary>
    public bool SetCheckpoint(long position)
    {
        if (position <= Journal.Checkpoint)
            return false;
        Begin().Journal.SetCheckpoint(position);
        return true;
    }

    /// <summary>Whether this transaction is on disk, asked of a new session after its commit failed.</summary>
    public bool IsOn(WriterSession disk)
    {
        if (Journal.Last > _before)
            return disk.Journal.Last >= Journal.Last;
        return _witness is { } row && (disk.Rows.Load(row.Key)?.Version ?? 0) == row.Version;
    }

    private StoredRow WriteRow(GrainKey key, StoredRow? old, long version, long position, long applied, GrainSnapshot snapshot)
    {
        var stored = Begin().Rows.Write(key, old, version, position, applied, snapshot);
        Witnessed(key, version);
        return stored;
    }

    private void Witnessed(GrainKey key, long version)
    {
        if (_witness is not { } row || row.Key == key)
            _witness = (key, version);
    }
}
