using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Router.Domain.Alerts;
using Router.Domain.Inbox;
using Router.Domain.Incidents;
using Router.Domain.Issues;
using Router.Domain.Storage;
using Router.Storage.Postgres;

namespace Router.Chaos;

/// <summary>What must be true after a run, by the journal, the rows and the sink's record.</summary>
public sealed class Checks : IAsyncDisposable
{
    private const int ShownAtMost = 5;
    private readonly PostgresStore _store;

    private Checks(PostgresStore store) => _store = store;

    public static async Task<Checks> OpenAsync(string connectionString) =>
        new(await PostgresStore.OpenAsync(new() { ConnectionString = connectionString }, TimeProvider.System, NullLogger<PostgresStore>.Instance));

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    /// <summary>Whether nothing is under way any more: the inbox is empty, and the sink has taken every notification of the journal.</summary>
    public async Task<string?> UnderWayAsync(RecordingSink sink)
    {
        var waiting = await InboxAsync();
        if (waiting > 0)
            return $"{waiting} webhooks in the inbox";
        var missing = (await NotificationsAsync()).Count(id => !IsTaken(sink, id));
        return missing > 0 ? $"{missing} notifications not delivered" : null;
    }

    /// <summary>The violations of every check, by its name.</summary>
    public async Task<IReadOnlyList<(string Check, IReadOnlyList<string> Violations)>> RunAsync(SignedLoad load, RecordingSink sink)
    {
        var journal = await JournalAsync();
        var (counted, accepted) = Counted(journal, load);
        var statuses = await RowsAsync(accepted);
        var calls = sink.Calls.Values.Select(queue => queue.ToArray()).ToList();
        return
        [
            ("every 202 counted once", counted),
            ("counts of the rows are the journal's", statuses.Violations),
            ("one owner's commits for each grain", Chains(journal)),
            ("inbox handed over", await InboxAsync() is > 0 and var left ? [$"{left} webhooks are still there"] : []),
            ("every transition delivered", await UndeliveredAsync(sink)),
            ("nothing delivered that was not decided", [.. Unknown(calls, [.. await NotificationsAsync()])]),
            ("one webhook-id and body a transition", [.. Ids(calls)]),
            ("order per incident and sink", [.. Order(calls)]),
            ("the sink knows how each issue stands", [.. Known(calls, statuses.Open)]),
        ];
    }

    private static (IReadOnlyList<string> Violations, Dictionary<string, int> Accepted) Counted(IReadOnlyList<JournalEntry> journal, SignedLoad load)
    {
        var taken = new Dictionary<string, int>();
        var accepted = new Dictionary<string, int>();
        var violations = new List<string>();
        foreach (var entry in journal.Where(e => e.Kind == JournalKind.Issue))
        {
            var issue = JsonSerializer.Deserialize(entry.Data.Span, IssueJson.Default.IssueJournalEntry)!;
            if (issue.Input.Alert is not { } alert || issue.Reason.Outcome() != IngestOutcome.Accepted)
                continue;
            taken[alert.IdempotencyKey!] = taken.GetValueOrDefault(alert.IdempotencyKey!) + 1;
            if (alert.Kind == AlertKind.Trigger)
                accepted[alert.Issue.Value] = accepted.GetValueOrDefault(alert.Issue.Value) + 1;
            if (!load.Sent.ContainsKey(alert.IdempotencyKey!))
                violations.Add($"{alert.IdempotencyKey}: in the journal, and was never sent");
        }

        foreach (var (key, (isTrigger, answer)) in load.Sent)
        {
            var times = taken.GetValueOrDefault(key);
            // Triggers alone are deduplicated; a change of state that came twice finds nothing to do.
            if (isTrigger && times > 1)
                violations.Add($"trigger {key}: counted {times} times");
            if (answer.IsAccepted && times == 0 && (isTrigger || answer.Reason != "queued"))
                violations.Add($"{key}: answered {answer.Status} {answer.Reason}, and is not in the journal");
        }

        return (violations, accepted);
    }

    /// <summary>Each entry of a grain names the one before it; two owners' would name the same one.</summary>
    private static List<string> Chains(IReadOnlyList<JournalEntry> journal)
    {
        var last = new Dictionary<GrainKey, long>();
        var violations = new List<string>();
        foreach (var entry in journal)
        {
            if (entry.PreviousPosition != last.GetValueOrDefault(entry.Key))
                violations.Add($"{entry.Key}: the entry at {entry.Position} follows {entry.PreviousPosition}, but the one before it is at {last.GetValueOrDefault(entry.Key)}");
            last[entry.Key] = entry.Position;
        }

        return violations;
    }

    private static IEnumerable<string> Unknown(List<RecordingSink.Call[]> calls, HashSet<string> decided) =>
        calls.Where(c => !decided.Contains(c[0].Id)).Select(c => $"{c[0].Id} {c[0].Type}");

    private static IEnumerable<string> Ids(List<RecordingSink.Call[]> calls)
    {
        foreach (var same in calls.GroupBy(c => (c[0].Incident, c[0].Sequence)).Where(g => g.Count() > 1))
            yield return $"{same.Key}: {string.Join(", ", same.Select(c => c[0].Id))}";
        foreach (var call in calls.Where(c => c.Any(other => other.Body != c[0].Body)))
            yield return $"{call[0].Id}: two bodies";
    }

    /// <summary>The first arrival of each notification. A send that a stopped process had begun may arrive again, late.</summary>
    private static IEnumerable<string> Order(List<RecordingSink.Call[]> calls)
    {
        foreach (var incident in calls.GroupBy(c => c[0].Incident))
        {
            long last = 0;
            foreach (var call in incident.Select(c => c[0]).OrderBy(c => c.Order))
            {
                if (call.Sequence <= last)
                    yield return $"{incident.Key}: {call.Sequence} first arrived after {last}";
                last = Math.Max(last, call.Sequence);
            }
        }
    }

    private static IEnumerable<string> Known(List<RecordingSink.Call[]> calls, Dictionary<string, bool> open)
    {
        var told = new Dictionary<string, RecordingSink.Call>();
        foreach (var call in calls.Select(c => c[0]).OrderBy(c => c.Sequence))
        {
            using var body = JsonDocument.Parse(call.Body);
            foreach (var issue in body.RootElement.GetProperty("data").GetProperty("incident").GetProperty("issues").EnumerateArray())
            {
                var key = issue.GetProperty("key").GetString()!;
                if (!told.TryGetValue(key, out var last) || Number(call.Incident) > Number(last.Incident) || (call.Incident == last.Incident && call.Sequence > last.Sequence))
                    told[key] = call;
            }
        }

        foreach (var (key, isOpen) in open)
        {
            if (!told.TryGetValue(key, out var last) || (last.Type != "incident.resolved") != isOpen)
                yield return $"{key} is {(isOpen ? "open" : "over")}, and the sink heard {last?.Type ?? "nothing"}";
        }
    }

    private static int Number(string incident) => int.Parse(incident[(incident.LastIndexOf('-') + 1)..], System.Globalization.CultureInfo.InvariantCulture);

    private static bool IsTaken(RecordingSink sink, string id) => sink.Calls.TryGetValue(id, out var calls) && calls.Any(call => call.IsTaken);

    private async Task<(IReadOnlyList<string> Violations, Dictionary<string, bool> Open)> RowsAsync(Dictionary<string, int> accepted)
    {
        var open = new Dictionary<string, bool>();
        var violations = new List<string>();
        IndexCursor? after = null;
        do
        {
            var page = await _store.ListAsync(new() { Type = IssueStore.GrainType, Limit = 500, After = after });
            foreach (var row in page.Items)
            {
                open[row.Key.Id] = row.Row.Status != "Resolved";
                if (row.Row.Count != accepted.GetValueOrDefault(row.Key.Id))
                    violations.Add($"{row.Key.Id}: counts {row.Row.Count}, and the journal has {accepted.GetValueOrDefault(row.Key.Id)}");
            }

            after = page.Next;
        }
        while (after is not null);
        violations.AddRange(accepted.Keys.Where(key => !open.ContainsKey(key)).Select(key => $"{key}: has no row"));
        return (violations, open);
    }

    private async Task<IReadOnlyList<string>> UndeliveredAsync(RecordingSink sink) =>
        [.. (await NotificationsAsync()).Where(id => !IsTaken(sink, id)).Select(id => $"{id}: never taken by the sink")];

    /// <summary>The webhook-ids of what was decided to be told.</summary>
    private async Task<List<string>> NotificationsAsync() =>
    [
        .. (await JournalAsync()).Where(e => e.Kind == JournalKind.Incident)
            .Select(e => JsonSerializer.Deserialize(e.Data.Span, IncidentJson.Default.IncidentJournalEntry)!)
            .Where(e => e is { Type: not null, Sequence: not null })
            .Select(e => $"{e.IncidentId}-{e.Sequence}-hook"),
    ];

    private async Task<int> InboxAsync()
    {
        var count = 0;
        for (var shard = 0; shard < IDueRows.Shards; shard++)
            count += (await _store.ReadDueAsync(shard, TimeProvider.System.GetUtcNow().AddMinutes(5), 10_000)).Count(row => row.Key.Type == InboxStore.GrainType);
        return count;
    }

    private async Task<List<JournalEntry>> JournalAsync()
    {
        var all = new List<JournalEntry>();
        while (await _store.ReadAfterAsync(all.Count == 0 ? 0 : all[^1].Position, 5_000) is { Count: > 0 } page)
            all.AddRange(page);
        return all;
    }
}
