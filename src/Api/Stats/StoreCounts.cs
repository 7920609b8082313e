using Router.Api.Deliveries;
using Router.Domain.Alerts;
using Router.Domain.Incidents;
using Router.Domain.Issues;
using Router.Domain.Storage;

namespace Router.Api.Stats;

/// <summary>Counts what the store's lists show. However many ask, the store is asked at most every few seconds.</summary>
internal sealed class StoreCounts(IIndexQuery index, IDueRows due, TroubledQueues queues, TimeProvider time)
{
    /// <summary>The most rows of one kind and status that are counted.</summary>
    public const int Most = 2000;

    private const int PageSize = 500;
    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(3);

    private readonly KeptAnswer<StoreFigures> _kept = new(KeptFor, time);

    /// <summary>The figures, at most some seconds old.</summary>
    public Task<StoreFigures> ReadAsync() => _kept.ReadAsync(CountAsync);

    private async Task<StoreFigures> CountAsync()
    {
        var now = time.GetUtcNow();
        var isCut = false;
        var incidents = Enum.GetValues<Severity>().Where(severity => severity != Severity.Ok).ToDictionary(severity => severity.ToString(), _ => 0L);
        foreach (var status in (IncidentStatus[])[IncidentStatus.Triggered, IncidentStatus.Acknowledged])
        {
            foreach (var row in await RowsAsync(new() { Type = IncidentRecord.RowType, Status = status.ToString() }))
                incidents[row.Row.Severity.ToString()] = incidents.GetValueOrDefault(row.Row.Severity.ToString()) + 1;
        }

        var issues = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var status in Enum.GetValues<IssueStatus>().Where(status => status != IssueStatus.Unseen))
        {
            var since = status == IssueStatus.Resolved ? now - TimeSpan.FromDays(1) : (DateTimeOffset?)null;
            issues[status.ToString()] = (await RowsAsync(new() { Type = IssueStore.GrainType, Status = status.ToString(), From = since })).Count;
        }

        var troubled = await queues.CountAsync(CancellationToken.None);
        return new(now, incidents, issues, troubled.Values.Sum(count => count.Waiting), troubled.Values.Sum(count => count.DeadLetters), await LagAsync(now), isCut || troubled.Values.Any(count => count.IsCut));

        async Task<List<IndexedGrain>> RowsAsync(IndexFilter filter)
        {
            var rows = new List<IndexedGrain>();
            IndexCursor? after = null;
            do
            {
                var page = await index.ListAsync(filter with { Limit = PageSize, After = after });
                rows.AddRange(page.Items);
                after = page.Next;
            }
            while (after is not null && rows.Count < Most);
            isCut |= after is not null;
            return rows;
        }
    }

    private async Task<TimeSpan> LagAsync(DateTimeOffset now)
    {
        var lag = TimeSpan.Zero;
        for (var shard = 0; shard < IDueRows.Shards; shard++)
        {
            if (await due.ReadDueAsync(shard, now, 1) is [var oldest, ..] && now - oldest.DueAt > lag)
                lag = now - oldest.DueAt;
        }

        return lag;
    }
}
