using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orleans.TestingHost;
using Router.Grains.Interfaces;
using Router.Grains.Tests.Delivery;

namespace Router.Grains.Tests.Stats;

public sealed class TrafficGrainTests : IAsyncLifetime
{
    private static readonly Guid One = Guid.NewGuid();
    private static readonly Guid Two = Guid.NewGuid();
    private readonly FakeTimeProvider _time = new(new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero));
    private InProcessTestCluster _cluster = null!;

    private ITrafficGrain Grain => _cluster.Client.GetGrain<ITrafficGrain>(0);

    private long Now => _time.GetUtcNow().UtcTicks / TimeSpan.TicksPerMinute;

    public async Task InitializeAsync()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.UseTimeProviderForBackgroundAreas(TimeProvider.System);
            silo.Services.AddSingleton<TimeProvider>(_time);
        });
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task Host_is_told_the_sums_of_the_others()
    {
        await Grain.ReportAsync(One, [new(Now - 1, [1, 2]), new(Now, [3, 4])]);
        await Grain.ReportAsync(One, [new(Now, [5, 6])]);
        await Grain.ReportAsync(Two, [new(Now, [10, 10, 10])]);

        Assert.Equal([(Now - 1, "1 2"), (Now, "15 16 10")], await ReadAsync(Guid.NewGuid(), 0));
        Assert.Equal([(Now, "5 6")], await ReadAsync(Two, Now));
    }

    [Fact]
    public async Task Minutes_of_yesterday_and_hosts_without_any_are_forgotten()
    {
        await Grain.ReportAsync(One, [new(Now, [1])]);
        _time.Advance(TimeSpan.FromDays(1));
        await Grain.ReportAsync(Two, [new(Now, [2])]);

        Assert.Equal([(Now, "2")], await ReadAsync(Guid.NewGuid(), 0));
    }

    [Fact]
    public async Task Answer_tells_one_grain_from_the_next()
    {
        var first = await Grain.ReportAsync(One, []);
        Assert.Equal(first, await Grain.ReportAsync(Two, []));

        await _cluster.Client.GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero).WaitAsync(DeliveryCluster.Bound);

        Assert.NotEqual(first, await Grain.ReportAsync(One, []));
    }

    private async Task<IEnumerable<(long, string)>> ReadAsync(Guid but, long since) =>
        (await Grain.ReadAsync(but, since)).Select(minute => (minute.Number, string.Join(' ', minute.Counts)));
}
