using Router.Acceptance.Driver;

namespace Router.Acceptance;

public sealed class ReloadTest : IDisposable
{
    private const string OtherKey = "acceptance-push-key-000002";
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(15);
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Edited_file_is_picked_up_by_itself_and_on_sighup(bool signal)
    {
        await using var receiver = await TestReceiver.StartAsync();
        await using var router = await StartAsync(receiver);
        using var other = new SignedSender(SampleConfig.PushUrl(router, OtherKey), SampleConfig.ClientSecret);
        Assert.Equal(404, (await other.SendAsync("event_alert.triggered")).Status);

        Write(SampleConfig.For(receiver.Url, OtherKey));
        if (signal)
            router.Signal(RouterProcess.SigHup);

        await Eventually.FitsAsync(() => other.SendAsync("event_alert.triggered"), a => a.Status == 202, "the new push key to be taken", Bound);
        using var former = new SignedSender(SampleConfig.PushUrl(router), SampleConfig.ClientSecret);
        Assert.Equal(404, (await former.SendAsync("event_alert.triggered")).Status);
    }

    [Fact]
    public async Task Bad_edit_keeps_the_last_good_config_and_says_where_it_is_wrong()
    {
        await using var receiver = await TestReceiver.StartAsync();
        await using var router = await StartAsync(receiver);
        var before = router.Output.Count;

        Write(SampleConfig.For(receiver.Url, OtherKey) + "nonsense: true\n");
        router.Signal(RouterProcess.SigHup);

        await router.Output.FirstAsync(l => l.Contains("nonsense", StringComparison.Ordinal), "the refusal that names the bad key", Bound, before);
        using var good = new SignedSender(SampleConfig.PushUrl(router), SampleConfig.ClientSecret);
        using var other = new SignedSender(SampleConfig.PushUrl(router, OtherKey), SampleConfig.ClientSecret);
        await good.WarmUpAsync();
        Assert.Equal(404, (await other.SendAsync("event_alert.triggered")).Status);
    }

    [Fact]
    public async Task Start_with_a_bad_config_fails_and_says_where()
    {
        var file = _directory.Write("router.yaml", "integrations:\n  - id: web\n    nonsense: true\n");
        await using var router = RouterProcess.Start(new() { DataDirectory = _directory.File("data"), ConfigFile = file });

        Assert.NotEqual(0, await router.ExitAsync(TimeSpan.FromSeconds(30)));
        Assert.Contains(router.Output.Snapshot(), l => l.Contains("router.yaml:3", StringComparison.Ordinal) && l.Contains("nonsense", StringComparison.Ordinal));
    }

    private Task<RouterProcess> StartAsync(TestReceiver receiver)
    {
        Write(SampleConfig.For(receiver.Url));
        return RouterProcess.StartReadyAsync(new() { DataDirectory = _directory.File("data"), ConfigFile = _directory.File("router.yaml") });
    }

    private void Write(string config) => _directory.Write("router.yaml", config);
}
