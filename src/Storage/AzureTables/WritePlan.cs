using Azure;
using Azure.Data.Tables;
using Router.Storage.Postgres;

namespace Router.Storage.AzureTables;

/// <summary>A grain's write as the changes of rows that its transaction makes: pure.</summary>
internal sealed class WritePlan
{
    /// <summary>A write with more parts than this, or larger, stores its parts as one blob.</summary>
    public const int MostParts = 40;

    /// <summary>See <see cref="MostParts"/>.</summary>
    public const int MostPartBytes = 256 << 10;

    private readonly string _partition;
    private readonly List<TableTransactionAction> _changes = [];

    private WritePlan(string partition, PendingWrite pending)
    {
        _partition = partition;
        Pending = pending;
    }

    /// <summary>The write.</summary>
    public PendingWrite Pending { get; }

    /// <summary>The row after it, but for its ETag and its position.</summary>
    public GrainHead Next { get; private set; } = GrainHead.None;

    /// <summary>How many rows it changes, the entries of the journal aside.</summary>
    public int Rows => _changes.Count + 1;

    /// <summary>About how many bytes of the request it takes.</summary>
    public long Bytes { get; private set; }

    private GrainKey Key => Pending.Write.Key;

    /// <summary>Makes it.</summary>
    /// <param name="partition">The partition's key.</param>
    /// <param name="pending">The write; its <see cref="PendingWrite.Known"/> has the expected version.</param>
    /// <param name="now">The time, for garbage.</param>
    public static WritePlan Create(string partition, PendingWrite pending, DateTimeOffset now)
    {
        var plan = new WritePlan(partition, pending);
        var (known, snapshot) = (pending.Known, pending.Snapshot);
        var list = ListEntry.Of(snapshot);
        plan.Next = snapshot is null ? GrainHead.None : known with
        {
            Version = known.Version + 1,
            DueAt = snapshot.DueAt?.ToUnixTimeMilliseconds(),
            List = list,
            StateBlob = pending.Large?.StateBlob,
        };
        plan.Listing(known.List, list);
        plan.Due(known.DueAt, plan.Next.DueAt);
        plan.Parts();
        plan.Garbage(now);
        var bytes = (pending.Large?.StateBlob is null ? snapshot?.State.Length ?? 0 : 0)
            + (pending.Large?.PartsBlob is null ? pending.Parts.Values.Sum(part => part?.Length ?? 0) : 0)
            + (pending.Entries == 0 ? 0 : pending.Write.Journal.Sum(entry => entry.Data.Length + 200))
            + (list is null ? 0 : 4 * list.Title.Length);
        plan.Bytes = (bytes * 3L / 2) + (plan.Rows * 1500);
        return plan;
    }

    /// <summary>All changes. The first one, when there is any, is the state's.</summary>
    /// <param name="position">The grain's newest position.</param>
    public IEnumerable<TableTransactionAction> Changes(long position)
    {
        Next = Next with { Position = position };
        if (Pending.Snapshot is { } snapshot)
        {
            var row = GrainEntity.Create(_partition, Key, Next, snapshot);
            yield return Pending.Known.Version == 0
                ? new(TableTransactionActionType.Add, row)
                : new(TableTransactionActionType.UpdateReplace, row, Pending.Known.ETag);
        }
        else if (Pending.Known.Version > 0)
            yield return new(TableTransactionActionType.Delete, new TableEntity(_partition, TableKeys.State(Key)), Pending.Known.ETag);
        foreach (var change in _changes)
            yield return change;
    }

    private void Listing(ListEntry? old, ListEntry? list)
    {
        if (old == list)
            return;
        if (old is not null && old.Created != list?.Created)
            Delete(TableKeys.List(ListEntry.All, Key, old.Created));
        if (old is { IsOpen: true } && (old.Created != list?.Created || !list.IsOpen))
            Delete(TableKeys.List(ListEntry.Open, Key, old.Created));
        if (list is null)
            return;
        Put(list.ToEntity(_partition, ListEntry.All, Key));
        if (list.IsOpen)
            Put(list.ToEntity(_partition, ListEntry.Open, Key));
    }

    private void Due(long? old, long? due)
    {
        if (old == due)
            return;
        if (old is { } before)
            Delete(TableKeys.Due(Key, before));
        if (due is { } at)
            Put(new(_partition, TableKeys.Due(Key, at)) { ["Type"] = PostgresText.Encode(Key.Type), ["Id"] = PostgresText.Encode(Key.Id), [nameof(GrainHead.DueAt)] = at });
    }

    private void Parts()
    {
        if (Pending.Snapshot is null || Pending.Parts.Count == 0)
            return;
        if (Pending.Large?.PartsBlob is { } blob)
        {
            Next = Next with { PartsBlob = blob, Generation = PendingWrite.NewId() };
            return;
        }
        var generation = Next.Generation ?? PendingWrite.NewId();
        Next = Next with { Generation = generation };
        foreach (var (name, data) in Pending.Parts)
        {
            // A part that goes leaves an empty row: whether it had one is not known, and the service refuses to delete what is not there.
            var row = new TableEntity(_partition, TableKeys.Part(Key, generation, name)) { ["Part"] = PostgresText.Encode(name), ["Gone"] = data is null };
            if (data is { } bytes)
                EntityBytes.Add(row, bytes.Span);
            Put(row);
        }
    }

    private void Garbage(DateTimeOffset now)
    {
        var known = Pending.Known;
        foreach (var key in Pending.Large?.GarbageKeys ?? [])
            Delete(key);
        if (known.StateBlob is { } state && state != Next.StateBlob)
            Put(TableGarbage.Row(_partition, now, blob: state));
        if (known.PartsBlob is { } parts && parts != Next.PartsBlob)
            Put(TableGarbage.Row(_partition, now, blob: parts));
        if (known.Generation is { } generation && generation != Next.Generation)
            Put(TableGarbage.Row(_partition, now, prefix: TableKeys.Parts(Key, generation)));
    }

    private void Put(TableEntity row) => _changes.Add(new(TableTransactionActionType.UpsertReplace, row));

    private void Delete(string rowKey) => _changes.Add(new(TableTransactionActionType.Delete, new TableEntity(_partition, rowKey), ETag.All));
}
