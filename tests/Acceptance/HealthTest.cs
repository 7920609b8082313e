using System.Text.Json;
using Router.Acceptance.Driver;
using Router.Api.Sentry.Samples;

namespace Router.Acceptance;

/// <summary>The system channel is told what is wrong with the router and when it is over; the heartbeat beats only while the router works.</summary>
public sealed class HealthTest : IDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);
    private static readonly Dictionary<string, string> SweepsAreLogged = new() { ["Logging__LogLevel__Router.Grains.Sweeping.SweeperGrain"] = "Debug" };
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Sink_that_wants_no_more_is_told_until_a_person_enables_it()
    {
        await using var world = await StartAsync();
        world.Ops.Answer = _ => 410;
        (await world.Sender.SendAsync("event_alert.triggered")).MustBeAccepted();
        var begun = await world.ToldAsync("incident.triggered", "sink_disabled");
        Assert.Equal("Critical", begun.Incident.GetProperty("severity").GetString());

        Assert.Equal(200, (await world.Api.PostAsync("api/v1/sinks/hook/enable", "{}")).Status);

        Assert.Equal(begun.IncidentId, (await world.ToldAsync("incident.resolved", "sink_disabled")).IncidentId);
    }

    [Fact]
    public async Task Dead_letters_are_told_until_each_is_dropped()
    {
        await using var world = await StartAsync();
        world.Ops.Answer = _ => 400;
        (await world.Sender.SendAsync("event_alert.triggered")).MustBeAccepted();
        await world.ToldAsync("incident.triggered", "dead_letters");

        foreach (var letter in await world.Api.ListAsync("api/v1/deliveries?state=dead_letter"))
            Assert.Equal(200, (await world.Api.PostAsync($"api/v1/deliveries/{Uri.EscapeDataString(letter.GetProperty("id").GetString()!)}/drop", "{}")).Status);

        await world.ToldAsync("incident.resolved", "dead_letters");
    }

    [Fact]
    public async Task Refused_config_is_told_until_it_is_mended()
    {
        await using var world = await StartAsync();
        var good = await File.ReadAllTextAsync(_directory.File("router.yaml"));
        _directory.Write("router.yaml", good + "nonsense: true\n");
        await world.ToldAsync("incident.triggered", "config_refused");

        _directory.Write("router.yaml", good);

        await world.ToldAsync("incident.resolved", "config_refused");
    }

    [Fact]
    public async Task Wrong_signatures_are_told_until_a_right_one_comes()
    {
        await using var world = await StartAsync();
        var sample = SentrySample.Create("event_alert.triggered", SignedSender.Fresh());
        Assert.Equal(401, (await world.Sender.SendAsync(sample, new string('0', 64))).Status);
        await world.ToldAsync("incident.triggered", "signatures_fail");

        (await world.Sender.SendAsync(sample)).MustBeAccepted();

        await world.ToldAsync("incident.resolved", "signatures_fail");
    }

    [Fact]
    public async Task Silent_integration_is_told_until_a_webhook_comes()
    {
        await using var world = await StartAsync(silentAfter: "10s");
        await world.ToldAsync("incident.triggered", "integration_silent");

        (await world.Sender.SendAsync("event_alert.triggered")).MustBeAccepted();

        await world.ToldAsync("incident.resolved", "integration_silent");
    }

    [MountFact]
    public async Task Store_that_fails_stops_the_heartbeat_and_is_told_when_it_is_back()
    {
        using var disk = new SmallFileSystem(96);
        await using var world = await StartAsync(data: Path.Combine(disk.Path, "data"));
        await world.Beats.Calls.FirstAsync(c => c.Path == "/beat", "a first beat", Bound);

        disk.Fill();
        await FailAsync(world);
        await world.Router.Output.FirstAsync(l => l.Contains("health could not be stored", StringComparison.Ordinal), "the log line", Bound);
        // The next beat is due within its time, and can't be committed.
        var beats = world.Beats.Calls.Count;
        var from = world.Router.Output.Count;
        await world.Router.Output.FirstAsync(
            l => l.Contains("heartbeat", StringComparison.Ordinal) && l.Contains("could not be woken; tried again in", StringComparison.Ordinal), "the beat that could not be committed", Bound, from);
        Assert.Equal(beats, world.Beats.Calls.Count);

        disk.Free();
        await world.ToldAsync("incident.triggered", "store_failed");
        await world.ToldAsync("incident.resolved", "store_failed");
        await world.Beats.Calls.FirstAsync(c => c.Path == "/beat", "a beat again", Bound, beats);
    }

    /// <summary>Sends until the store refuses: what the log already holds of space is still written to.</summary>
    private static async Task FailAsync(World world)
    {
        for (var i = 0; i < 3_000; i++)
        {
            if ((await world.Sender.SendAsync("event_alert.triggered", $"{9_000 + i}")).Status == 503)
                return;
        }

        throw new InvalidOperationException("the full disk was never noticed");
    }

    private async Task<World> StartAsync(string? silentAfter = null, string? data = null)
    {
        var (ops, system, beats) = (await TestReceiver.StartAsync(), await TestReceiver.StartAsync(), await RecordingServer.StartAsync());
        var config = SampleConfig.For(ops.Url)
            .Replace("    channel: web\n", $"    channel: web\n    silentAfter: {silentAfter ?? "never"}\n", StringComparison.Ordinal)
            .Replace("channels:\n", "channels:\n  - { id: watch, sinks: [system] }\n", StringComparison.Ordinal)
            .Replace("sinks:\n  - id: hook", $$"""
                system: { channel: watch, heartbeat: { url: "{{beats.Url}}beat", every: 10s, allowPrivate: true } }
                sinks:
                  - { id: system, type: webhook, url: "{{system.Url}}", allowPrivate: true }
                  - id: hook
                """, StringComparison.Ordinal);
        var router = await RouterProcess.StartReadyAsync(new() { DataDirectory = data ?? _directory.File("data"), ConfigFile = _directory.Write("router.yaml", config), Environment = SweepsAreLogged });
        var world = new World(router, ops, system, beats, new SignedSender(SampleConfig.PushUrl(router), SampleConfig.ClientSecret), await ManagementClient.OfAsync(router));
        if (silentAfter is null)
            await world.Sender.WarmUpAsync();
        return world;
    }

    private sealed record World(RouterProcess Router, TestReceiver Ops, TestReceiver System, RecordingServer Beats, SignedSender Sender, ManagementClient Api) : IAsyncDisposable
    {
        /// <summary>Waits until the system channel is told of a cause.</summary>
        public Task<ReceivedWebhook> ToldAsync(string type, string rule) => System.Calls.FirstAsync(
            c => c.Type == type && c.Incident.GetProperty("issues").EnumerateArray().Any(i => i.GetProperty("rule").GetString() == rule), $"{type} of {rule}", Bound);

        public async ValueTask DisposeAsync()
        {
            Sender.Dispose();
            Api.Dispose();
            await Router.DisposeAsync();
            await Ops.DisposeAsync();
            await System.DisposeAsync();
            await Beats.DisposeAsync();
        }
    }
}
