using System.Threading.Channels;
using Azure;
using Azure.Data.Tables;

namespace Router.Storage.AzureTables;

/// <summary>
/// The writer of one partition: gathers what waits into transactions, one at a time, commits them and answers the callers. A transaction
/// whose answer is lost is sent again under the same ETag, so that it can't take effect twice, and the head tells whether it had.
/// </summary>
internal sealed class PartitionWriter : IAsyncDisposable
{
    private const int MostWrites = 80;

    private readonly int _number;
    private readonly string _partition;
    private readonly WriterContext _context;
    private readonly Channel<PendingWrite> _queue = Channel.CreateUnbounded<PendingWrite>(new() { SingleReader = true });
    private readonly SemaphoreSlim _gate = new(1);
    private readonly Task _running;
    private PartitionHead? _head;

    public PartitionWriter(int number, WriterContext context)
    {
        _number = number;
        _partition = TableKeys.Partition(number);
        _context = context;
        _running = Task.Run(RunAsync);
    }

    /// <summary>Queues a write.</summary>
    public bool TryAdd(PendingWrite pending) => _queue.Writer.TryWrite(pending);

    /// <summary>From now on the partition gives only positions above one.</summary>
    public async Task SealAsync(long floor, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            while (true)
            {
                _head ??= await PartitionHead.ReadAsync(_context.Connections.Table, _partition, cancellationToken);
                if (_head.Floor >= floor)
                    return;
                try
                {
                    var next = _head with { Floor = floor };
                    var response = await _context.Connections.Table.UpdateEntityAsync(next.ToEntity(_partition), _head.ETag, TableUpdateMode.Replace, cancellationToken);
                    _head = next with { ETag = response.Headers.ETag!.Value };
                    return;
                }
                catch (RequestFailedException exception) when (exception.Status == 412)
                {
                    _head = null;
                }
                catch
                {
                    _head = null;
                    throw;
                }
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Writes what waits, and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _running;
        _gate.Dispose();
    }

    private async Task RunAsync()
    {
        var waiting = new List<PendingWrite>();
        while (waiting.Count > 0 || await _queue.Reader.WaitToReadAsync())
        {
            while (_queue.Reader.TryRead(out var pending))
                waiting.Add(pending);
            var batch = Take(waiting);
            await CommitAsync(batch);
            _context.Room.Leave(batch.Count);
        }
    }

    /// <summary>The first writes, but of each grain only one: the others wait for it.</summary>
    private static List<PendingWrite> Take(List<PendingWrite> waiting)
    {
        var (batch, keys, rest) = (new List<PendingWrite>(), new HashSet<GrainKey>(), new List<PendingWrite>());
        foreach (var pending in waiting)
            (batch.Count < MostWrites && keys.Add(pending.Write.Key) ? batch : rest).Add(pending);
        waiting.Clear();
        waiting.AddRange(rest);
        return batch;
    }

    private async Task CommitAsync(List<PendingWrite> batch)
    {
        await _gate.WaitAsync();
        try
        {
            for (var rest = batch; rest.Count > 0;)
                rest = await CommitSomeAsync(rest);
        }
        catch (Exception exception)
        {
            _head = null;
            var cause = exception as StoreUnavailableException ?? new StoreUnavailableException($"The store could not commit: {AzureFailure.Text(exception)}", exception);
            foreach (var pending in batch.Where(pending => !pending.Done.IsCompleted))
            {
                _context.Heads.Remove(pending.Write.Key);
                pending.Fail(cause);
            }
            _context.Health.Failed(exception, batch.Count);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Commits those that fit into one transaction.</summary>
    /// <returns>The others.</returns>
    private async Task<List<PendingWrite>> CommitSomeAsync(List<PendingWrite> batch)
    {
        var known = await Task.WhenAll(batch.Select(IsExpectedAsync));
        var plans = new List<WritePlan>();
        var (rows, bytes, entries) = (0, 0L, 0);
        for (var i = 0; i < batch.Count; i++)
        {
            var pending = batch[i];
            if (!known[i])
            {
                Conflict(pending);
                continue;
            }
            if (pending is { Snapshot: null, Known.Version: 0, Entries: 0 })
            {
                pending.Complete(0);
                continue;
            }
            pending.Large ??= await _context.Large.StoreAsync(_partition, pending, _context.Reader, CancellationToken.None);
            var plan = WritePlan.Create(_partition, pending, _context.Time.GetUtcNow());
            var audits = pending.Entries == 0 ? 0 : pending.Write.Journal.Count(entry => entry.Kind == JournalKind.Audit);
            if (plans.Count > 0 && (rows + plan.Rows + audits > TransactionPlan.MostRows || bytes + plan.Bytes > TransactionPlan.MostBytes || entries + pending.Entries > TablePosition.MostEntries))
            {
                await TransactAsync(plans);
                return batch[i..];
            }
            (rows, bytes, entries) = (rows + plan.Rows + audits, bytes + plan.Bytes, entries + pending.Entries);
            plans.Add(plan);
        }
        if (plans.Count > 0)
            await TransactAsync(plans);
        return [];
    }

    /// <summary>Whether the row has the expected version, with which it becomes known.</summary>
    private async Task<bool> IsExpectedAsync(PendingWrite pending)
    {
        if (_context.Heads.Find(pending.Write.Key) is { } head && head.Version == pending.Write.ExpectedVersion)
        {
            pending.Known = head;
            return true;
        }
        // New grains are the common case of a row that is not known: their row is added, which fails when there is one.
        if (pending is { Write.ExpectedVersion: 0, Snapshot: not null, IsRefused: false })
        {
            pending.Known = GrainHead.None;
            return true;
        }
        pending.Known = await _context.Reader.HeadAsync(pending.Write.Key, CancellationToken.None);
        return pending.Known.Version == pending.Write.ExpectedVersion;
    }

    private void Conflict(PendingWrite pending)
    {
        _context.Metrics.OnFailed("conflict");
        _context.Heads.Remove(pending.Write.Key);
        pending.Conflict();
    }

    private async Task TransactAsync(List<WritePlan> writes)
    {
        using var span = StorageTracing.StartCommit(writes.Count);
        // How long the service takes is real time, whatever the clock of the grains.
        var start = TimeProvider.System.GetTimestamp();
        var (sent, mustFence) = (new List<TransactionPlan>(), false);
        for (var attempt = 0; writes.Count > 0; attempt++)
        {
            _head ??= await PartitionHead.ReadAsync(_context.Connections.Table, _partition, CancellationToken.None);
            if (sent.Find(plan => _head.Recent.Contains(plan.Id)) is { } landed)
            {
                Answer(landed, writes, null);
                break;
            }
            if (sent.Exists(plan => _head.Sequence - plan.Head.Sequence > PartitionHead.Remembered))
                throw new StoreUnavailableException("The store did not answer, and so much was written since that it can't tell whether it committed.");
            // What was sent under another ETag than the head has now can't take effect any more.
            sent.RemoveAll(plan => plan.Head.ETag != _head.ETag);
            if (mustFence && sent.Count > 0)
            {
                await _head.TryFenceAsync(_context.Connections.Table, _partition);
                _head = null;
                continue;
            }
            var transaction = TransactionPlan.Create(_head, _partition, _number, writes, _context.Clock.Last, _context.Time.GetUtcNow());
            try
            {
                var response = await _context.Connections.Commits.SubmitTransactionAsync(transaction.Actions);
                _head = transaction.Next with { ETag = response.Value[0].Headers.ETag!.Value };
                Answer(transaction, writes, response.Value);
                break;
            }
            catch (RequestFailedException exception) when (AzureFailure.IsConflict(exception))
            {
                var owner = (exception as TableTransactionFailedException)?.FailedTransactionActionIndex is { } index && index < transaction.Owners.Count ? transaction.Owners[index] : -1;
                if (owner < 0 || sent.Count > 0)
                    (_head, mustFence) = (null, owner >= 0);
                else
                    await RefusedAsync(writes, owner);
                if (attempt > 2)
                    await CommitPatience.WaitAsync(start, _context.Options.CommitTimeout, attempt - 2, exception);
            }
            catch (RequestFailedException exception) when (AzureFailure.IsRefused(exception) && writes.Count > 1)
            {
                // One of them is at fault: each alone, so that it fails alone.
                foreach (var write in writes)
                    await AloneAsync(write);
                break;
            }
            catch (Exception exception) when (AzureFailure.MayPass(exception))
            {
                sent.Add(transaction);
                _head = null;
                _context.Metrics.OnFailed(AzureFailure.Kind(exception));
                await CommitPatience.WaitAsync(start, _context.Options.CommitTimeout, attempt, exception);
            }
        }
        _context.Metrics.OnCommitted(TimeProvider.System.GetElapsedTime(start), writes.Count);
        _context.Health.Committed();
    }

    private async Task AloneAsync(WritePlan write)
    {
        try
        {
            await TransactAsync([write]);
        }
        catch (RequestFailedException exception) when (AzureFailure.IsRefused(exception))
        {
            _head = null;
            write.Pending.Fail(new($"The store refused {write.Pending.Write.Key}: {AzureFailure.Text(exception)}", exception));
        }
    }

    /// <summary>The service refused the change of a row: another silo wrote it, or what was known of it is out of date.</summary>
    private async Task RefusedAsync(List<WritePlan> writes, int place)
    {
        var pending = writes[place].Pending;
        pending.IsRefused = true;
        var known = await _context.Reader.HeadAsync(pending.Write.Key, CancellationToken.None);
        if (known.Version != pending.Write.ExpectedVersion)
        {
            writes.RemoveAt(place);
            Conflict(pending);
            return;
        }
        pending.Known = known;
        writes[place] = WritePlan.Create(_partition, pending, _context.Time.GetUtcNow());
    }

    private void Answer(TransactionPlan transaction, List<WritePlan> writes, IReadOnlyList<Response>? responses)
    {
        _context.Clock.Observe(transaction.Next.Last);
        for (var i = 0; i < writes.Count; i++)
        {
            var (pending, next) = (writes[i].Pending, writes[i].Next);
            if (responses is null || pending.Snapshot is null)
                _context.Heads.Remove(pending.Write.Key);
            else
                _context.Heads.Set(pending.Write.Key, next with { ETag = responses[transaction.Owners.IndexOf(i)].Headers.ETag!.Value });
            pending.Complete(transaction.Positions[i]);
        }
    }
}
