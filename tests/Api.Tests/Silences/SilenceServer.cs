using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Router.Api.Auth;
using Router.Api.Management;
using Router.Api.Sentry.Ingress;
using Router.Api.Silences;
using Router.Api.Tests.Management;
using Router.Api.Tests.Storage;
using Router.Domain.Alerts;
using Router.Domain.Configuration;
using Router.Domain.Delivery;
using Router.Domain.Issues;
using Router.Domain.Noise;
using Router.Domain.Routing;
using Router.Domain.Storage;

namespace Router.Api.Tests.Silences;

/// <summary>The management API over a store in memory, with one shared integration and a silence in the config; the clock stands.</summary>
public sealed class SilenceServer : IAsyncLifetime
{
    public static readonly DateTimeOffset Now = new(2026, 1, 10, 12, 0, 0, TimeSpan.Zero);

    private const string Config = """
        integrations:
          - { id: org, key: a-clear-key-01234, unsigned: true, default: [triage], routes: [{ name: shop, when: 'project == "shop" && payload.data.event.x == "y"', channels: [shop], set: { labels: { team: shop } } }] }
        channels: [{ id: triage, sinks: [one] }, { id: shop, sinks: [one, two] }]
        sinks: [{ id: one, type: console }, { id: two, type: console, when: 'severity == "Critical"' }]
        silences: [{ id: weekend, when: 'environment == "staging"', weekly: { days: [sat-sun], from: "00:00", to: "00:00", timezone: Europe/Berlin } }]
        """;

    private WebApplication? _app;

    public HttpClient Client { get; private set; } = null!;

    internal MemoryStore Store { get; } = new(gap: 3);

    internal FakeSilenceState State { get; } = new();

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<TimeProvider>(new StandingClock());
        builder.Services.AddSingleton<IGrainStateStorage>(Store).AddSingleton<IIndexQuery>(Store).AddSingleton<IJournal>(Store);
        builder.Services.AddSingleton<ICurrentConfig>(State).AddSingleton<IConfigHistory>(State).AddSingleton<ISilences>(State).AddSingleton<ISilenceRefresh>(State);
        builder.Services.AddSingleton<IClientSecrets>(new FakeClientSecrets()).AddSingleton(new RouterLinks("https://router.example.com")).AddSingleton(new RejectedLog());
        builder.Services.AddSilenceApi();
        builder.AddTestAuth(ManagementServer.Key);
        builder.Services.AddTheRest();
        _app = builder.Build();
        _app.UseRouterAuth();
        _app.MapManagement();
        await _app.StartAsync();
        Client = new() { BaseAddress = new Uri(_app.Urls.Single()) };
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ManagementServer.Key);
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await _app!.DisposeAsync();
    }

    public async Task<(int Status, JsonNode Answer)> PostAsync(string path, string body, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        using var response = await Client.SendAsync(request);
        return ((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }

    /// <summary>Records a trigger as an issue grain would; answers its receipt.</summary>
    internal string Record(DateTimeOffset at, string issue, string project, string? environment = null, Severity severity = Severity.Warning)
    {
        var alert = new AlertEvent
        {
            Integration = "org",
            Issue = IssueKey.Issue("org", issue),
            Kind = AlertKind.Trigger,
            Resource = "event_alert",
            Action = "triggered",
            Severity = severity,
            OrderTime = at,
            ReceivedAt = at,
            EventId = $"{Store.Journal.Count}",
            Rule = "rule",
            Title = $"Issue {issue}",
            Environment = environment,
            Projects = [project],
            Payload = [new("data.event.x", "y")],
        };
        var entry = new IssueJournalEntry { Input = IssueInput.Webhook(alert, State.Table.Route(alert)), Reason = IngestReason.Triggered };
        var position = Store.Append(new("issue", alert.Issue.Value), new JournalWrite(JournalKind.Issue, at, JsonSerializer.SerializeToUtf8Bytes(entry, IssueJson.Default.IssueJournalEntry)));
        return new ReceiptId(position).ToString();
    }

    /// <summary>The config as the API shows it.</summary>
    internal static string Shown() => JsonSerializer.Serialize(ConfigSecrets.Hide(Config));

    internal static string Draft(string find, string replace) => JsonSerializer.Serialize(Config.Replace(find, replace, StringComparison.Ordinal));

    internal sealed class FakeSilenceState : ICurrentConfig, IConfigHistory, ISilences, ISilenceRefresh
    {
        public int Refreshed { get; private set; }

        public RouteTable Table { get; } = new(ConfigDocument.ParseDraft(Config, Now).Config!, 7);

        public SilenceSet Current => new(Table.Config.Silences);

        public ValueTask<ConfigRevision?> FindAsync(long version, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(version == 7 ? new ConfigRevision { Version = 7, Text = Config, Author = "test", At = Now } : null);

        public ValueTask<RouteTable?> TableAsync(long version, CancellationToken cancellationToken = default) => ValueTask.FromResult(version == 7 ? Table : null);

        public ValueTask<IReadOnlyList<ConfigRevision>> ListAsync(long before, int limit, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task RefreshAsync(CancellationToken cancellationToken = default)
        {
            Refreshed++;
            return Task.CompletedTask;
        }
    }

    private sealed class StandingClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
