using System.Collections.Frozen;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orleans.Hosting;
using Orleans.TestingHost;
using Router.Domain.Configuration;
using Router.Domain.Delivery;
using Router.Domain.Storage;
using Router.Grains.Delivery;
using Router.Grains.Interfaces;
using Router.Grains.Tests.Sinks;

namespace Router.Grains.Tests.Delivery;

/// <summary>One silo with the delivery grains; the grains' clock stands until the test advances it. A second one over the same storage is a restart.</summary>
internal sealed class DeliveryCluster : IAsyncDisposable
{
    public static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    private readonly InProcessTestCluster _cluster;

    private DeliveryCluster(FakeStorage storage, FakeTimeProvider time)
    {
        (Storage, Time) = (storage, time);
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.UseTimeProviderForBackgroundAreas(TimeProvider.System);
            silo.Services.AddSingleton<TimeProvider>(time);
            silo.Services.AddRouterDelivery();
            silo.Services.AddSingleton<IGrainStateStorage>(storage);
            silo.Services.AddSingleton<ICurrentConfig>(Config);
            silo.Services.AddSingleton<IPastSinks>(PastSinks);
            silo.Services.AddSingleton(SinkHost.Links);
            silo.Services.AddSingleton<Chance>(() => 0);
            silo.Services.AddSingleton(new Dictionary<string, ISink> { [Sink.Type] = Sink }.ToFrozenDictionary());
        });
        _cluster = builder.Build();
    }

    public FakeStorage Storage { get; }

    public FakeTimeProvider Time { get; }

    public FakeSink Sink { get; } = new();

    public FakePastSinks PastSinks { get; } = new();

    public FakeConfig Config { get; } = new(new() { Sinks = [SampleSinks.Webhook(new("https://ops.example/hook"))] });

    public static async Task<DeliveryCluster> StartAsync(FakeStorage? storage = null, FakeTimeProvider? time = null)
    {
        var cluster = new DeliveryCluster(storage ?? new(), time ?? new(new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero)));
        await cluster._cluster.DeployAsync();
        return cluster;
    }

    public IDeliveryGrain Queue(string incident = "a") => _cluster.Client.GetGrain<IDeliveryGrain>($"{incident}|ops");

    public ISinkGrain SinkGrain => _cluster.Client.GetGrain<ISinkGrain>("ops");

    public DeliveryState State(string incident = "a") =>
        DeliveryStore.Read(Storage.Row(new("delivery", $"{incident}|ops")) is { } row ? new(row.Version, row.State, 0, row.Parts) : null);

    /// <summary>Completes when the queue is stored as the condition says.</summary>
    public Task StoredAsync(Func<DeliveryState, bool> condition, string incident = "a") => Storage.WhenAsync(() => condition(State(incident)));

    public Task WaitForDeactivationAsync(IDeliveryGrain grain) => _cluster.WaitForDeactivationAsync(grain).WaitAsync(Bound);

    /// <summary>Ends the silo at once, as a crash does.</summary>
    public Task KillAsync() => _cluster.KillSiloAsync(_cluster.Silos[0]).WaitAsync(Bound);

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();
}
