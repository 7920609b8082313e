using Microsoft.Extensions.Logging.Abstractions;
using Router.Domain.Inbox;
using Router.Domain.Issues;
using Router.Domain.Storage;
using Router.Storage.Postgres;

namespace Router.Chaos;

/// <summary>Reads what a run left behind.</summary>
public sealed class EvidenceReader : IAsyncDisposable
{
    private readonly PostgresStore _store;
    private readonly List<JournalEntry> _journal = [];

    private EvidenceReader(PostgresStore store) => _store = store;

    public static async Task<EvidenceReader> OpenAsync(string connectionString) =>
        new(await PostgresStore.OpenAsync(new() { ConnectionString = connectionString }, new IssueReplay(), TimeProvider.System, NullLogger<PostgresStore>.Instance));

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    public async Task<Evidence> ReadAsync(SignedLoad load, RecordingSink sink) => new()
    {
        Journal = await JournalAsync(),
        Rows = await RowsAsync(),
        Inbox = await InboxAsync(),
        Sent = load.Sent,
        Calls = [.. sink.Calls.OrderBy(call => call.Order)],
    };

    private async Task<IReadOnlyList<IssueRow>> RowsAsync()
    {
        // A scan brings the lists up to the journal first.
        await _store.ReadGrainsAsync(null, 1);
        var rows = new List<IssueRow>();
        IndexCursor? after = null;
        do
        {
            var page = await _store.ListAsync(new() { Type = IssueStore.GrainType, Limit = 500, After = after });
            rows.AddRange(page.Items.Select(row => new IssueRow(row.Key.Id, row.Row.Count, row.Row.Status != "Resolved")));
            after = page.Next;
        }
        while (after is not null);
        return rows;
    }

    private async Task<int> InboxAsync()
    {
        var count = 0;
        for (var shard = 0; shard < IDueRows.Shards; shard++)
            count += (await _store.ReadDueAsync(shard, TimeProvider.System.GetUtcNow().AddMinutes(5), 10_000)).Count(row => row.Key.Type == InboxStore.GrainType);
        return count;
    }

    /// <summary>What was read before is not read again: it is append-only.</summary>
    private async Task<IReadOnlyList<JournalEntry>> JournalAsync()
    {
        while (await _store.ReadAfterAsync(_journal.Count == 0 ? 0 : _journal[^1].Position, 5_000) is { Count: > 0 } page)
            _journal.AddRange(page);
        return [.. _journal];
    }
}
