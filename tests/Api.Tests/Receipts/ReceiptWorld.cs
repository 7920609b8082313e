using System.Collections.Immutable;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Router.Api.Auth;
using Router.Api.Receipts;
using Router.Api.Tests.Management;
using Router.Api.Tests.Storage;
using Router.Domain.Alerts;
using Router.Domain.Configuration;
using Router.Domain.Delivery;
using Router.Domain.Incidents;
using Router.Domain.Issues;
using Router.Domain.Noise;
using Router.Domain.Storage;

namespace Router.Api.Tests.Receipts;

/// <summary>What the grains write, by the policies that they ask, and the receipts over it on a real socket.</summary>
internal sealed class ReceiptWorld : IAsyncDisposable
{
    public const string Config = """
        integrations:
          - id: org
            key: push-key-of-the-org-01
            clientSecrets: ["secret"]
            routes:
              - name: payments
                when: project == "payments" && environment == "production"
                channels: [payments]
              - name: checkout
                when: tags["feature"] == "checkout" || release.startsWith("2.")
                channels: [payments, triage]
            default: [triage]
        channels:
          - id: payments
            sinks: [ops]
          - id: triage
            delay: 30s
            sinks: [ops, night]
        sinks:
          - { id: ops, type: webhook, url: "https://ops.example/hook" }
          - { id: night, type: webhook, url: "https://night.example/hook", when: 'severity == "Critical"' }
        """;

    public static readonly DateTimeOffset Start = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    private const string Key = "test-admin-key-of-more-than-32-characters";
    private readonly WebApplication _app;

    private ReceiptWorld(MemoryStore store, FakeHistory history, WebApplication app)
    {
        (Store, History, _app) = (store, history, app);
        Client = new() { BaseAddress = new(app.Urls.Single()) };
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
    }

    public FakeTimeProvider Time { get; } = new(Start);

    public MemoryStore Store { get; }

    public FakeHistory History { get; }

    public HttpClient Client { get; }

    public SilenceSet Silences { get; set; } = SilenceSet.Empty;

    private DateTimeOffset Now => Time.GetUtcNow();

    public static async Task<ReceiptWorld> StartAsync()
    {
        var (store, history) = (new MemoryStore(), new FakeHistory());
        history.Add(Config, "ann", Start.AddDays(-1), "first");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<IJournal>(store).AddSingleton<IGrainStateStorage>(store);
        builder.Services.AddSingleton<ICurrentConfig>(history).AddSingleton<IConfigHistory>(history);
        builder.Services.AddReceipts();
        builder.AddTestAuth(Key);
        builder.Services.AddTheRest();
        var app = builder.Build();
        app.UseRouterAuth();
        ReceiptEndpoints.Map(app.MapGroup("/api/v1"));
        await app.StartAsync();
        return new(store, history, app);
    }

    public AlertEvent Trigger(string issue = "1", string? eventId = null) => Alert(AlertKind.Trigger, issue) with
    {
        EventId = eventId ?? Guid.NewGuid().ToString("N"),
        Rule = "Critical errors",
        Projects = ["payments"],
        Environment = "staging",
        Title = "It broke",
        ShortId = $"SHOP-{issue}",
    };

    public AlertEvent Resolve(string issue = "1") => Alert(AlertKind.Resolve, issue) with { Resource = "issue", Action = "resolved", Severity = Severity.Ok };

    /// <summary>What the issue's grain does.</summary>
    /// <returns>The receipt's id, as in the answer to the webhook.</returns>
    public async Task<string> TakeAsync(AlertEvent alert)
    {
        var key = new GrainKey(IssueStore.GrainType, alert.Issue.Value);
        var row = await Store.ReadAsync(key);
        var before = IssueStore.Read(row?.State);
        var input = IssueInput.Webhook(alert, SilenceDrops.Apply(History.Table.Route(alert), alert, Silences, Now));
        var decision = IssuePolicy.Decide(before, input, Now);
        if (decision.Reason.Outcome() == IngestOutcome.Ignored && !decision.IsTransition)
            return "r0";
        var state = IssuePolicy.HandedOver(decision.State, decision.State.LastReport);
        var result = await Store.CommitAsync(new()
        {
            Key = key,
            ExpectedVersion = row?.Version ?? 0,
            Snapshot = () => IssueStore.Snapshot(state),
            Journal = [IssueStore.Journal(before, input, decision, Now)],
        });
        foreach (var report in decision.State.Outbox)
            await ChangeAsync(report.Destination.Incident, (incident, context) => IncidentPolicy.Decide(incident, report, context), report.Destination.Channel);
        return new ReceiptId(result.FirstPosition).ToString();
    }

    /// <summary>What the grains do with a test.</summary>
    public async Task<string> TestAsync(AlertEvent alert)
    {
        long position = 0;
        foreach (var destination in History.Table.Route(alert).Destinations)
        {
            var report = IssuePolicy.TestReport(alert, destination, Now);
            position = await ChangeAsync(report.Destination.Incident, (incident, context) => IncidentPolicy.Test(incident, report, context), destination.Channel);
        }

        return new ReceiptId(position).ToString();
    }

    /// <summary>What an incident's grain does when its time has come.</summary>
    public Task WakeAsync(string channel, string issue = "1") =>
        ChangeAsync(IncidentKey.Of(channel, $"org|issue|{issue}"), IncidentPolicy.Wake, channel);

    /// <summary>What a queue's grain does: one attempt with a result.</summary>
    public async Task AttemptAsync(string sink, string channel, SinkResult result, string issue = "1")
    {
        var key = new GrainKey(DeliveryStore.GrainType, $"{IncidentKey.Of(channel, $"org|issue|{issue}")}|{sink}");
        var row = await Store.ReadAsync(key);
        var state = DeliveryStore.Read(row);
        Time.SetUtcNow(state.Queue[0].NextAttemptAt > Now ? state.Queue[0].NextAttemptAt : Now);
        var next = DeliveryPolicy.Next(state, new(sink, SinkFamily.Feed), Now, 0.5);
        var recorded = DeliveryPolicy.Record(next.State, sink, next.Attempt!, result, TimeSpan.FromMilliseconds(12), Now, 0.5);
        await CommitAsync(key, row, recorded.State, recorded.Journal);
    }

    public async Task<JsonNode> GetAsync(string path) => JsonNode.Parse(await Client.GetStringAsync(path))!;

    public Task<JsonNode> ReceiptAsync(string id) => GetAsync($"/api/v1/receipts/{id}");

    public async Task<string> StoryAsync(string id)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/receipts/{id}");
        request.Headers.Accept.Add(new("text/plain"));
        using var response = await Client.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }

    private AlertEvent Alert(AlertKind kind, string issue) => new()
    {
        Integration = "org",
        Issue = IssueKey.Issue("org", issue),
        Kind = kind,
        Resource = "event_alert",
        Action = "triggered",
        Severity = Severity.Warning,
        OrderTime = Now,
        ReceivedAt = Now,
        SignedBy = 1,
    };

    private async Task<long> ChangeAsync(IncidentKey key, Func<IncidentState, IncidentContext, IncidentDecision> change, string channel)
    {
        var grain = new GrainKey(IncidentStore.GrainType, key.Value);
        var row = await Store.ReadAsync(grain);
        var state = row is null ? new IncidentState() : IncidentStore.Read(row.State);
        var members = (row?.Parts ?? ImmutableDictionary<string, ReadOnlyMemory<byte>>.Empty).ToImmutableDictionary(p => p.Key, p => IncidentStore.ReadMember(p.Value));
        var decision = change(state, new(key, members, ChannelRules.Of(History.Table, state, channel), History.Table, Now) { Silences = Silences });
        var next = decision.State with { Outbox = [] };
        var result = await Store.CommitAsync(new()
        {
            Key = grain,
            ExpectedVersion = row?.Version ?? 0,
            Snapshot = () => IncidentStore.Snapshot(next),
            Journal = [.. decision.Journal.Select(e => IncidentStore.Journal(e, Now))],
            Parts = [.. decision.Members.Select(m => IncidentStore.Member(m.Key, m.Value))],
        });
        foreach (var outbound in decision.State.Outbox)
        {
            var queue = new GrainKey(DeliveryStore.GrainType, $"{key}|{outbound.Sink}");
            var before = await Store.ReadAsync(queue);
            await CommitAsync(queue, before, DeliveryPolicy.Enqueue(DeliveryStore.Read(before), [outbound.Notification], Now), []);
        }

        return result.FirstPosition;
    }

    private async Task CommitAsync(GrainKey key, GrainRow? before, DeliveryState after, ImmutableArray<DeliveryJournalEntry> journal) =>
        await Store.CommitAsync(new()
        {
            Key = key,
            ExpectedVersion = before?.Version ?? 0,
            Snapshot = DeliveryStore.Encoder(after, key.Id[(key.Id.LastIndexOf('|') + 1)..]),
            Journal = [.. journal.Select(e => DeliveryStore.Journal(e, Now))],
            Parts = DeliveryStore.Parts(DeliveryStore.Read(before), after),
        });
}
