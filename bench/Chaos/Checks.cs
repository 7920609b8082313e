using System.Globalization;
using System.Text.Json;
using Router.Domain.Alerts;
using Router.Domain.Issues;
using Router.Domain.Storage;

namespace Router.Chaos;

/// <summary>What must be true after a run, by the journal, the rows and the sink's record. Pure.</summary>
public static class Checks
{
    public const string Counted = "every 202 counted once";
    public const string Rows = "counts of the rows are the journal's";
    public const string Owners = "one owner's commits for each grain";
    public const string Inbox = "inbox handed over";
    public const string Delivered = "every transition delivered";
    public const string Decided = "nothing delivered that was not decided";
    public const string Ids = "one webhook-id and body a transition";
    public const string Ordered = "order per incident and sink";
    public const string Known = "the sink knows how each issue stands";

    /// <summary>The violations of every check, by its name.</summary>
    public static IReadOnlyList<(string Check, IReadOnlyList<string> Violations)> Of(Evidence evidence)
    {
        var taken = Taken(evidence.Journal);
        var first = evidence.Calls.OrderBy(call => call.Order).DistinctBy(call => call.Id).ToList();
        return
        [
            (Counted, [.. CountedOnce(taken, evidence.Sent)]),
            (Rows, [.. RowsCount(taken, evidence.Rows)]),
            (Owners, [.. OneOwner(evidence.Journal)]),
            (Inbox, evidence.Inbox > 0 ? [$"{evidence.Inbox} webhooks are still there"] : []),
            (Delivered, [.. evidence.Undelivered.Select(id => $"{id}: never taken by the sink")]),
            (Decided, [.. first.ExceptBy(evidence.Decided, call => call.Id).Select(call => $"{call.Id} {call.Type}")]),
            (Ids, [.. OneId(evidence.Calls)]),
            (Ordered, [.. InOrder(first)]),
            (Known, [.. KnowsHowItStands(first, evidence.Rows)]),
        ];
    }

    /// <summary>The webhooks that issues took and that had an effect, as often as they did.</summary>
    private static List<AlertEvent> Taken(IReadOnlyList<JournalEntry> journal) =>
    [
        .. journal.Where(entry => entry.Kind == JournalKind.Issue)
            .Select(entry => StoredJson.Read<IssueJournalEntry>(entry.Data))
            .Where(entry => entry.Input.Alert is not null && entry.Reason.Outcome() == IngestOutcome.Accepted)
            .Select(entry => entry.Input.Alert!),
    ];

    private static IEnumerable<string> CountedOnce(List<AlertEvent> taken, IReadOnlyDictionary<string, SentWebhook> sent)
    {
        var times = taken.CountBy(alert => alert.IdempotencyKey!).ToDictionary();
        foreach (var key in times.Keys.Where(key => !sent.ContainsKey(key)))
            yield return $"{key}: in the journal, and was never sent";
        foreach (var (key, (isTrigger, answer)) in sent)
        {
            var n = times.GetValueOrDefault(key);
            if (n > 1)
                yield return $"{key}: counted {n} times";
            // A queued change of state may find nothing to do when it is handed over, and a duplicate of one nothing to keep.
            var isOwed = isTrigger ? answer.Status == 202 : answer.IsAccepted && answer.Reason != "queued";
            if (isOwed && n == 0)
                yield return $"{key}: answered {answer.Status} {answer.Reason}, and is not in the journal";
        }
    }

    private static IEnumerable<string> RowsCount(List<AlertEvent> taken, IReadOnlyList<IssueRow> rows)
    {
        var triggers = taken.Where(alert => alert.Kind == AlertKind.Trigger).CountBy(alert => alert.Issue.Value).ToDictionary();
        foreach (var row in rows.Where(row => row.Count != triggers.GetValueOrDefault(row.Key)))
            yield return $"{row.Key}: counts {row.Count}, and the journal has {triggers.GetValueOrDefault(row.Key)}";
        foreach (var key in triggers.Keys.Except(rows.Select(row => row.Key)))
            yield return $"{key}: has no row";
    }

    /// <summary>Each entry of a grain names the one before it; two owners' would name the same one.</summary>
    private static IEnumerable<string> OneOwner(IReadOnlyList<JournalEntry> journal)
    {
        var last = new Dictionary<GrainKey, long>();
        foreach (var entry in journal)
        {
            if (entry.PreviousPosition != last.GetValueOrDefault(entry.Key))
                yield return $"{entry.Key}: the entry at {entry.Position} follows {entry.PreviousPosition}, but the one before it is at {last.GetValueOrDefault(entry.Key)}";
            last[entry.Key] = entry.Position;
        }
    }

    private static IEnumerable<string> OneId(IReadOnlyList<SinkCall> calls)
    {
        foreach (var same in calls.GroupBy(call => (call.Incident, call.Sequence)).Where(calls => calls.DistinctBy(call => call.Id).Count() > 1))
            yield return $"{same.Key}: {string.Join(", ", same.Select(call => call.Id).Distinct())}";
        foreach (var same in calls.GroupBy(call => call.Id).Where(calls => calls.DistinctBy(call => call.Body).Count() > 1))
            yield return $"{same.Key}: two bodies";
    }

    /// <summary>The first arrival of each notification. A send that a stopped process had begun may arrive again, late.</summary>
    private static IEnumerable<string> InOrder(List<SinkCall> first)
    {
        foreach (var incident in first.GroupBy(call => call.Incident))
        {
            long last = 0;
            foreach (var call in incident)
            {
                if (call.Sequence < last)
                    yield return $"{incident.Key}: {call.Sequence} first arrived after {last}";
                last = Math.Max(last, call.Sequence);
            }
        }
    }

    private static IEnumerable<string> KnowsHowItStands(List<SinkCall> first, IReadOnlyList<IssueRow> rows)
    {
        var told = new Dictionary<string, SinkCall>();
        foreach (var call in first.OrderBy(call => Number(call.Incident)).ThenBy(call => call.Sequence))
        {
            using var body = JsonDocument.Parse(call.Body);
            foreach (var issue in body.RootElement.GetProperty("data").GetProperty("incident").GetProperty("issues").EnumerateArray())
                told[issue.GetProperty("key").GetString()!] = call;
        }

        foreach (var row in rows)
        {
            if (!told.TryGetValue(row.Key, out var last) || (last.Type != "incident.resolved") != row.IsOpen)
                yield return $"{row.Key} is {(row.IsOpen ? "open" : "over")}, and the sink heard {last?.Type ?? "nothing"}";
        }
    }

    private static int Number(string incident) => int.Parse(incident[(incident.LastIndexOf('-') + 1)..], CultureInfo.InvariantCulture);
}
