using System.Collections.Frozen;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Orleans.Hosting;
using Orleans.TestingHost;
using Router.Domain.Alerts;
using Router.Domain.Configuration;
using Router.Domain.Delivery;
using Router.Domain.Issues;
using Router.Domain.Noise;
using Router.Domain.Storage;
using Router.Grains.Delivery;
using Router.Grains.Interfaces;
using Router.Grains.Sinks;
using Router.Grains.Tests.Delivery;
using Router.Grains.Tests.Noise;
using Router.Grains.Tests.Sinks;
using Router.Grains.TwoWay;

namespace Router.Grains.Tests.Issues;

/// <summary>One silo with every grain between the edge and a recording sink; the grains' clock stands until the test advances it.</summary>
internal sealed class RouterCluster : IAsyncDisposable
{
    private readonly InProcessTestCluster _cluster;

    private RouterCluster(ChannelConfig channel, FakeStorage storage, SentryConfig? sentry, Func<RouterConfig, RouterConfig>? change)
    {
        Storage = storage;
        var sink = SampleSinks.Webhook(new("https://ops.example/hook"));
        var config = new RouterConfig
        {
            Integrations = [new() { Id = "web", Name = "web", Key = "0123456789abcdef", ClientSecrets = ["s"], Channel = channel.Id, Sentry = sentry }],
            Channels = [channel with { Sinks = [sink.Id] }],
            Sinks = [sink],
        };
        Config = new(change?.Invoke(config) ?? config);
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.UseTimeProviderForBackgroundAreas(TimeProvider.System);
            silo.Services.AddSingleton<TimeProvider>(Time);
            silo.Services.AddSingleton<ILoggerProvider>(Log);
            silo.Services.AddRouterSinks();
            silo.Services.AddRouterDelivery();
            silo.Services.AddSingleton<SentryApi>().AddSingleton<SentryMetrics>();
            silo.Services.AddSingleton<IIndexQuery>(Storage);
            silo.Services.AddSingleton<ISilences>(Silences);
            silo.Services.AddSingleton<IGrainStateStorage>(Storage);
            silo.Services.AddSingleton<ICurrentConfig>(Config);
            silo.Services.AddSingleton<IPastSinks>(new FakePastSinks());
            silo.Services.AddSingleton(SinkHost.Links);
            silo.Services.AddSingleton<Chance>(() => 0);
            silo.Services.AddSingleton(new Dictionary<string, ISink> { [Sink.Type] = Sink }.ToFrozenDictionary());
        });
        _cluster = builder.Build();
    }

    public static ChannelConfig Channel => new() { Id = "ops", Name = "ops" };

    public FakeStorage Storage { get; }

    public FakeTimeProvider Time { get; } = new(new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero));

    public RecordingLog Log { get; } = new();

    public FakeSilences Silences { get; } = new();

    public FakeSink Sink { get; } = new();

    public FakeConfig Config { get; }

    public static async Task<RouterCluster> StartAsync(ChannelConfig? channel = null, FakeStorage? storage = null, SentryConfig? sentry = null, Func<RouterConfig, RouterConfig>? change = null)
    {
        var cluster = new RouterCluster(channel ?? Channel, storage ?? new(), sentry, change);
        await cluster._cluster.DeployAsync();
        return cluster;
    }

    public IGrainFactory Grains => _cluster.Client;

    public IIssueGrain Issue(string id = "1") => _cluster.Client.GetGrain<IIssueGrain>(IssueKey.Issue("web", id).Value);

    public IIncidentGrain Incident(string key) => _cluster.Client.GetGrain<IIncidentGrain>(key);

    public Task<IngestResult> SendAsync(AlertEvent alert) => _cluster.Client.GetGrain<IIssueGrain>(alert.Issue.Value).IngestAsync(alert, Config.Table.Route(alert));

    public IssueState Stored(string id = "1") => IssueStore.Read(Storage.Row(new(IssueStore.GrainType, IssueKey.Issue("web", id).Value))?.State);

    public AlertEvent Alert(AlertKind kind, string eventId = "e", string id = "1") => new()
    {
        Integration = "web",
        Issue = IssueKey.Issue("web", id),
        Kind = kind,
        Resource = "event_alert",
        Action = "triggered",
        Severity = kind == AlertKind.Resolve ? Severity.Ok : Severity.Warning,
        OrderTime = Time.GetUtcNow(),
        ReceivedAt = Time.GetUtcNow(),
        EventId = eventId,
        Rule = "rule",
        Title = $"Issue {id}",
        Projects = ["web"],
    };

    public Task KillAsync() => _cluster.KillSiloAsync(_cluster.Silos[0]).WaitAsync(DeliveryCluster.Bound);

    public Task WaitForDeactivationAsync(IIssueGrain grain) => _cluster.WaitForDeactivationAsync(grain).WaitAsync(DeliveryCluster.Bound);

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();
}
