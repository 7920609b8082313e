using System.Buffers;
using Azure.Data.Tables;

namespace Router.Storage.AzureTables;

/// <summary>
/// Writes of several grains of a partition as one transaction: the partition's head under its ETag, the states under theirs, and what goes
/// with them. All of it takes effect or nothing.
/// </summary>
internal sealed class TransactionPlan
{
    /// <summary>Rows that writes may change, of the 100 that the service takes: the others are the head and pages of the journal.</summary>
    public const int MostRows = 89;

    /// <summary>Of the request's 4 MiB, as estimated.</summary>
    public const long MostBytes = 3_700_000;

    /// <summary>The most bytes of a page; a row has 1 MiB.</summary>
    private const int MostPage = 700 << 10;

    private TransactionPlan(string id, PartitionHead head) => (Id, Head) = (id, head);

    /// <summary>Its id, which the head remembers.</summary>
    public string Id { get; }

    /// <summary>The head that it replaces.</summary>
    public PartitionHead Head { get; }

    /// <summary>The head after it, but for the ETag.</summary>
    public PartitionHead Next { get; private set; } = null!;

    /// <summary>The changes; the head's is the first.</summary>
    public List<TableTransactionAction> Actions { get; } = [];

    /// <summary>Whose change each is: the place of the write; -1 for the head and the journal.</summary>
    public List<int> Owners { get; } = [];

    /// <summary>The first position of each write; 0 without entries.</summary>
    public long[] Positions { get; private set; } = [];

    /// <summary>Makes it.</summary>
    /// <param name="head">The partition's head.</param>
    /// <param name="partition">The partition's key.</param>
    /// <param name="number">The partition.</param>
    /// <param name="writes">The writes.</param>
    /// <param name="after">Its positions are higher than this one.</param>
    /// <param name="now">The time.</param>
    public static TransactionPlan Create(PartitionHead head, string partition, int number, IReadOnlyList<WritePlan> writes, long after, DateTimeOffset now)
    {
        var plan = new TransactionPlan(PendingWrite.NewId(), head) { Positions = new long[writes.Count] };
        var entries = writes.Sum(write => write.Pending.Entries);
        var position = entries == 0 ? 0 : TablePosition.Next(Math.Max(head.Floor, after), now, number, entries);
        plan.Next = head.After(plan.Id, entries == 0 ? head.Last : position + entries - 1);
        plan.Add(new(TableTransactionActionType.UpdateReplace, plan.Next.ToEntity(partition), head.ETag), -1);
        var (page, first) = (new ArrayBufferWriter<byte>(), position);
        for (var i = 0; i < writes.Count; i++)
        {
            var pending = writes[i].Pending;
            var previous = pending.Known.Position;
            plan.Positions[i] = pending.Entries == 0 ? 0 : position;
            foreach (var entry in pending.Entries == 0 ? [] : pending.Write.Journal)
            {
                if (page.WrittenCount + entry.Data.Length > MostPage)
                {
                    plan.Page(partition, first, (int)(position - first), page.WrittenSpan);
                    (page, first) = (new(), position);
                }
                JournalPage.Write(page, pending.Write.Key, entry, previous);
                if (entry.Kind == JournalKind.Audit)
                    plan.Add(new(TableTransactionActionType.Add, new TableEntity(partition, TableKeys.Audit(position))), -1);
                previous = position++;
            }
            foreach (var change in writes[i].Changes(previous))
                plan.Add(change, i);
        }
        if (page.WrittenCount > 0)
            plan.Page(partition, first, (int)(position - first), page.WrittenSpan);
        return plan;
    }

    private void Page(string partition, long first, int count, ReadOnlySpan<byte> bytes)
    {
        var row = new TableEntity(partition, TableKeys.Page(first)) { ["First"] = first, ["Count"] = count };
        EntityBytes.Add(row, bytes);
        Add(new(TableTransactionActionType.Add, row), -1);
        Add(new(TableTransactionActionType.Add, new TableEntity(partition, TableKeys.PageBackwards(first)) { ["First"] = first, ["Count"] = count }), -1);
    }

    private void Add(TableTransactionAction action, int owner)
    {
        Actions.Add(action);
        Owners.Add(owner);
    }
}
