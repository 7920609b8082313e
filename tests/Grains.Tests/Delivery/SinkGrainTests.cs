using Router.Domain.Storage;

namespace Router.Grains.Tests.Delivery;

public sealed class SinkGrainTests
{
    [Fact]
    public async Task Disabled_sink_stays_disabled_over_a_restart()
    {
        var storage = new FakeStorage();
        await using (var before = await DeliveryCluster.StartAsync(storage))
            await before.SinkGrain.DisableAsync("410");

        await using var after = await DeliveryCluster.StartAsync(storage);

        Assert.True((await after.SinkGrain.GateAsync()).Disabled);
        await after.SinkGrain.EnableAsync("ann", null);
        Assert.False((await after.SinkGrain.GateAsync()).Disabled);
        Assert.Null(storage.Row(new("sink", "ops")));
    }

    [Fact]
    public async Task Pause_ends_by_itself_and_never_shrinks()
    {
        await using var cluster = await DeliveryCluster.StartAsync();
        var start = cluster.Time.GetUtcNow();

        await cluster.SinkGrain.PauseAsync(start.AddMinutes(5));
        await cluster.SinkGrain.PauseAsync(start.AddMinutes(1));
        Assert.Equal(start.AddMinutes(5), (await cluster.SinkGrain.GateAsync()).PausedUntil);
        cluster.Time.Advance(TimeSpan.FromMinutes(5));

        Assert.Null((await cluster.SinkGrain.GateAsync()).PausedUntil);
    }

    [Fact]
    public async Task Pause_is_at_most_a_day()
    {
        await using var cluster = await DeliveryCluster.StartAsync();

        await cluster.SinkGrain.PauseAsync(cluster.Time.GetUtcNow().AddDays(300));

        Assert.Equal(cluster.Time.GetUtcNow().AddDays(1), (await cluster.SinkGrain.GateAsync()).PausedUntil);
    }

    [Fact]
    public async Task Disable_that_can_not_be_stored_fails()
    {
        await using var cluster = await DeliveryCluster.StartAsync();
        cluster.Storage.Fault = _ => new StoreUnavailableException("disk full");

        await Assert.ThrowsAsync<StoreUnavailableException>(() => cluster.SinkGrain.DisableAsync("410"));
    }
}
