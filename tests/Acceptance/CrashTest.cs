using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Router.Acceptance.Driver;
using Router.Api.Sentry.Samples;
using Router.Domain.Alerts;
using Router.Domain.Issues;
using Router.Domain.Storage;
using Router.Storage.Sqlite;
using Xunit.Abstractions;

namespace Router.Acceptance;

/// <summary>202 means committed: the process is killed again and again under load, and afterwards everything adds up.</summary>
public sealed class CrashTest(ITestOutputHelper log) : IDisposable
{
    private const int Issues = 500;
    private const int Kills = 20;
    private const int Senders = 16;
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(120);
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Killed_under_load_it_loses_and_doubles_nothing()
    {
        await using var receiver = await TestReceiver.StartAsync();
        var options = new RouterOptions
        {
            DataDirectory = _directory.File("data"),
            ConfigFile = _directory.Write("router.yaml", SampleConfig.For(receiver.Url)),
        };
        var ledger = new Ledger();
        var chance = new Random(20_26);
        for (var round = 0; round < Kills; round++)
        {
            await using var victim = await RouterProcess.StartReadyAsync(options);
            await LoadUntilAsync(victim, ledger, round, killAfter: chance.Next(20, 400));
        }

        await using var router = await RouterProcess.StartReadyAsync(options);
        using var api = await ManagementClient.OfAsync(router);
        log.WriteLine($"{ledger.Accepted.Count} accepted, {ledger.Unanswered} unanswered or refused, {receiver.Calls.Count} calls received");
        Assert.True(ledger.Accepted.Count > Kills * 20, "too little load to show anything");

        var statuses = await AssertCountsAsync(api, ledger);
        await AssertSinkKnowsAsync(receiver, statuses);
        AssertOneIdPerTransition(receiver.Calls.Snapshot());

        Assert.Equal(0, await router.StopAsync(Bound));
        await AssertJournalAsync(ledger);
    }

    private static async Task LoadUntilAsync(RouterProcess victim, Ledger ledger, int round, int killAfter)
    {
        using var sender = new SignedSender(SampleConfig.PushUrl(victim), SampleConfig.ClientSecret);
        using var killed = new CancellationTokenSource();
        var accepted = 0;
        var senders = Enumerable.Range(0, Senders).Select(lane => Task.Run(async () =>
        {
            var chance = new Random((round * Senders) + lane);
            while (!killed.IsCancellationRequested)
            {
                var sent = Sent.Next(chance);
                var answer = await sender.SendAsync(sent.Sample());
                ledger.Note(sent, answer);
                if (answer.IsAccepted && Interlocked.Increment(ref accepted) == killAfter)
                {
                    await killed.CancelAsync();
                    await victim.KillAsync();
                }
            }
        })).ToArray();
        await Task.WhenAll(senders).WaitAsync(Bound);
    }

    /// <summary>Every 202 accepted is in the journal, once, at the position that its receipt names; every other webhook at most once.</summary>
    private async Task AssertJournalAsync(Ledger ledger)
    {
        var accepted = ledger.Accepted.ToDictionary(a => a.Receipt, a => a.Sent);
        var seen = new HashSet<string>();
        await using var store = await SqliteStore.OpenAsync(
            new() { Directory = _directory.File("data") }, new IssueReplay(), TimeProvider.System, NullLogger<SqliteStore>.Instance);
        for (long after = 0; await store.ReadAfterAsync(after, 1_000) is { Count: > 0 } page; after = page[^1].Position)
        {
            foreach (var entry in page.Where(e => e.Kind == JournalKind.Issue))
            {
                var (alert, reason) = Read(entry);
                Assert.True(seen.Add(alert.IdempotencyKey!), $"{alert.Resource}.{alert.Action} of {alert.Issue} is in the journal twice");
                if (accepted.Remove($"{new ReceiptId(entry.Position)}", out var sent))
                    Assert.Equal((sent.DeliveryKey, sent.Key, IngestOutcome.Accepted), (alert.IdempotencyKey, alert.Issue.Value, reason.Outcome()));
            }
        }

        Assert.Empty(accepted);
    }

    private static (AlertEvent Alert, IngestReason Reason) Read(JournalEntry entry)
    {
        var issue = StoredJson.Read<IssueJournalEntry>(entry.Data);
        return (issue.Input.Alert!, issue.Reason);
    }

    /// <summary>Every accepted trigger is in its issue's count exactly once, every unanswered one at most once.</summary>
    private static async Task<Dictionary<string, string>> AssertCountsAsync(ManagementClient api, Ledger ledger)
    {
        var statuses = new Dictionary<string, string>();
        foreach (var issue in await api.ListAsync("api/v1/issues?limit=200"))
        {
            var key = issue.GetProperty("key").GetString()!;
            var count = issue.GetProperty("count").GetInt64();
            var (least, most) = ledger.TriggersOf(key);
            Assert.True(count >= least && count <= most, $"{key} counts {count}, but {least} triggers were accepted and {most} sent");
            Assert.True(statuses.TryAdd(key, issue.GetProperty("status").GetString()!), $"{key} is listed twice");
        }

        foreach (var key in ledger.AcceptedKeys)
            Assert.Contains(key, statuses);
        return statuses;
    }

    /// <summary>What the sink heard last of each issue's incident is what the issue is.</summary>
    private static Task AssertSinkKnowsAsync(TestReceiver receiver, Dictionary<string, string> statuses) =>
        receiver.Calls.UntilAsync(calls =>
        {
            var told = new Dictionary<string, (long Sequence, bool Open)>();
            foreach (var call in calls)
            {
                foreach (var key in call.IssueKeys)
                {
                    if (!told.TryGetValue(key, out var last) || call.Sequence > last.Sequence)
                        told[key] = (call.Sequence, call.Type != "incident.resolved");
                }
            }

            return statuses.All(s => told.TryGetValue(s.Key, out var last) && last.Open == (s.Value != "Resolved"));
        }, "the sink to have been told of every incident's end or opening", Bound);

    /// <summary>One transition has one webhook-id: a sequence has one id, and open and ended take turns.</summary>
    private static void AssertOneIdPerTransition(IReadOnlyList<ReceivedWebhook> calls)
    {
        foreach (var incident in calls.GroupBy(c => c.IncidentId))
        {
            foreach (var sequence in incident.GroupBy(c => c.Sequence))
            {
                Assert.Single(sequence.Select(c => c.Id).Distinct());
                Assert.Single(sequence.Select(c => c.Body.GetRawText()).Distinct());
            }

            var turns = incident.DistinctBy(c => c.Id).OrderBy(c => c.Sequence).ToArray();
            Assert.Equal("incident.triggered", turns[0].Type);
            for (var i = 1; i < turns.Length; i++)
                Assert.True((turns[i].Type == "incident.resolved") != (turns[i - 1].Type == "incident.resolved"), $"{turns[i - 1]} then {turns[i]}");
        }
    }

    private sealed record Sent(string Name, string IssueId, Guid EventId)
    {
        public bool IsTrigger => Name == "event_alert.triggered";

        public string Key => $"web|issue|{IssueId}";

        /// <summary>Sentry's Idempotency-Key: its own for every webhook sent.</summary>
        public string DeliveryKey => Sample().Headers.First(h => h.Key == "Idempotency-Key").Value;

        public static Sent Next(Random chance)
        {
            var issueId = (7_000_000_000 + chance.Next(Issues)).ToString(CultureInfo.InvariantCulture);
            return new(chance.Next(4) == 0 ? "issue.resolved" : "event_alert.triggered", issueId, Guid.NewGuid());
        }

        public SentrySample Sample() => SentrySample.Create(Name, SignedSender.Fresh(IssueId) with { EventId = EventId });
    }

    private sealed class Ledger
    {
        private readonly ConcurrentDictionary<string, (int Accepted, int Sent)> _triggers = new();
        private int _unanswered;

        public ConcurrentBag<(string Receipt, Sent Sent)> Accepted { get; } = [];

        public int Unanswered => _unanswered;

        public IEnumerable<string> AcceptedKeys => Accepted.Select(a => a.Sent.Key).Distinct();

        public (int Least, int Most) TriggersOf(string key) => _triggers.GetValueOrDefault(key);

        public void Note(Sent sent, WebhookAnswer answer)
        {
            if (answer.IsAccepted)
                Accepted.Add((answer.Receipt!, sent));
            else if (answer.Status is 0 or 503)
                Interlocked.Increment(ref _unanswered);
            else if (sent.IsTrigger || answer.Status != 202)
                Assert.Fail($"{sent} was answered {answer}");
            if (sent.IsTrigger)
                _triggers.AddOrUpdate(sent.Key, (answer.IsAccepted ? 1 : 0, 1), (_, n) => (n.Accepted + (answer.IsAccepted ? 1 : 0), n.Sent + 1));
        }
    }
}
