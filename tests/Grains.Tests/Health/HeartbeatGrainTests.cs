using Router.Domain.Configuration;
using Router.Domain.Health;
using Router.Domain.Storage;
using Router.Grains.Interfaces;
using Router.Grains.Tests.Issues;
using Router.Grains.Tests.Sinks;

namespace Router.Grains.Tests.Health;

public class HeartbeatGrainTests
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Sweep_and_commit_make_it_ping()
    {
        await using var beats = await Receiver.AnsweringAsync(200);
        await using var router = await StartAsync(new() { Url = beats.Url, Every = Every, AllowPrivate = true });
        var heartbeat = router.Grains.GetGrain<IHeartbeatGrain>("router");

        await heartbeat.EnsureAsync();
        Assert.Equal(router.Time.GetUtcNow(), Due(router));
        Assert.Empty(beats.Requests);
        await heartbeat.WakeAsync();
        await heartbeat.WakeAsync();

        Assert.Equal(("GET", beats.Url.PathAndQuery), (Assert.Single(beats.Requests).Method, beats.Requests.First().Target));
        Assert.Equal(router.Time.GetUtcNow() + Every, Due(router));
    }

    [Fact]
    public async Task Failing_store_stops_it()
    {
        await using var beats = await Receiver.AnsweringAsync(200);
        await using var router = await StartAsync(new() { Url = beats.Url, Every = Every, AllowPrivate = true });
        var heartbeat = router.Grains.GetGrain<IHeartbeatGrain>("router");
        await heartbeat.EnsureAsync();
        router.Storage.Fault = _ => new StoreUnavailableException("disk full");

        await Assert.ThrowsAsync<StoreUnavailableException>(heartbeat.WakeAsync);

        Assert.Empty(beats.Requests);
    }

    [Fact]
    public async Task Ping_that_fails_is_logged_without_the_url_and_the_next_one_comes()
    {
        await using var beats = await Receiver.AnsweringAsync(500);
        await using var router = await StartAsync(new() { Url = beats.Url, Every = Every, AllowPrivate = true });
        var heartbeat = router.Grains.GetGrain<IHeartbeatGrain>("router");
        await heartbeat.EnsureAsync();
        await heartbeat.WakeAsync();
        router.Time.Advance(Every);
        await heartbeat.WakeAsync();

        Assert.Equal(2, beats.Requests.Count);
        Assert.Contains(router.Log.Lines, line => line.Contains("The heartbeat was not taken: 500", StringComparison.Ordinal));
        Assert.DoesNotContain(router.Log.Lines, line => line.Contains("s3cret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Private_address_is_not_called_unless_it_may_be()
    {
        await using var beats = await Receiver.AnsweringAsync(200);
        await using var router = await StartAsync(new() { Url = beats.Url, Every = Every });
        var heartbeat = router.Grains.GetGrain<IHeartbeatGrain>("router");
        await heartbeat.EnsureAsync();

        await heartbeat.WakeAsync();

        Assert.Empty(beats.Requests);
        Assert.Contains(router.Log.Lines, line => line.Contains("allowPrivate is off", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Config_without_a_heartbeat_ends_it()
    {
        await using var beats = await Receiver.AnsweringAsync(200);
        await using var router = await StartAsync(new() { Url = beats.Url, Every = Every, AllowPrivate = true });
        var heartbeat = router.Grains.GetGrain<IHeartbeatGrain>("router");
        await heartbeat.EnsureAsync();

        router.Config.Swap(router.Config.Table.Config with { System = null });
        await heartbeat.WakeAsync();

        Assert.Null(router.Storage.Row(HealthStore.Heartbeat));
        Assert.Empty(beats.Requests);
    }

    private static DateTimeOffset? Due(RouterCluster router) => router.Storage.Row(HealthStore.Heartbeat)?.DueAt;

    private static Task<RouterCluster> StartAsync(HeartbeatConfig heartbeat) =>
        RouterCluster.StartAsync(change: config => config with { System = new() { Heartbeat = heartbeat } });
}
