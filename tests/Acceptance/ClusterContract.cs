using System.Globalization;
using Router.Acceptance.Driver;

namespace Router.Acceptance;

/// <summary>Two real processes on one store.</summary>
public abstract class ClusterContract : IDisposable
{
    private const int Issues = 40;
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(90);
    private readonly TempDirectory _directory = new();

    public void Dispose()
    {
        _directory.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The settings of a store of one's own.</summary>
    protected abstract Task<IReadOnlyDictionary<string, string>> StoreAsync();

    [Fact]
    public async Task Silo_that_is_killed_leaves_everything_to_the_other()
    {
        await using var receiver = await TestReceiver.StartAsync();
        var config = _directory.Write("router.yaml", SampleConfig.For(receiver.Url));
        var store = await StoreAsync();
        var first = Options("first", config, store);
        await using var one = await RouterProcess.StartReadyAsync(first);
        await using var two = await RouterProcess.StartReadyAsync(Options("second", config, store));
        await SendAsync(one);
        await SendAsync(two);

        await one.KillAsync();
        // Its grains come up elsewhere once the other has missed it for three seconds: until then the inbox has its webhooks.
        var sent = 2;
        await Eventually.FitsAsync(async () => await TrySendAsync(two), all => all, "the surviving silo to take every webhook", Bound);
        await SendAsync(two);
        sent += 2;

        await using var again = await RouterProcess.StartReadyAsync(first with { Port = FreePort.Next() });
        await SendAsync(again);
        sent++;
        // The first host made the cluster's admin key: the other takes it too.
        using var api = new ManagementClient(two.Url, await one.AdminKeyAsync());
        await Eventually.FitsAsync(
            () => api.ListAsync("api/v1/issues?limit=200"),
            issues => issues.Count == Issues && issues.All(issue => issue.GetProperty("count").GetInt64() >= sent),
            "every webhook to be counted",
            Bound);
        await receiver.Calls.UntilAsync(calls => calls.SelectMany(call => call.IssueKeys).Distinct().Count() == Issues, "every incident to be told", Bound);
        Assert.Equal(0, await again.StopAsync(Bound));
        Assert.Equal(0, await two.StopAsync(Bound));
    }

    private RouterOptions Options(string name, string config, IReadOnlyDictionary<string, string> store) => new()
    {
        DataDirectory = _directory.File(name),
        ConfigFile = config,
        Environment = new Dictionary<string, string>([.. store, .. RouterOptions.Patient])
        {
            ["Router__Silo__Port"] = FreePort.Next().ToString(CultureInfo.InvariantCulture),
            ["Router__Silo__GatewayPort"] = FreePort.Next().ToString(CultureInfo.InvariantCulture),
            ["Router__DrainFor"] = "00:00:00",
        },
    };

    /// <summary>The emulator is too slow for every webhook to be committed in time: senders try again.</summary>
    protected virtual bool IsSlow => false;

    private async Task SendAsync(RouterProcess router)
    {
        if (IsSlow)
        {
            await Eventually.FitsAsync(async () => await TrySendAsync(router), all => all, "every webhook to be taken", Bound);
            return;
        }
        using var sender = new SignedSender(SampleConfig.PushUrl(router), SampleConfig.ClientSecret);
        foreach (var answer in await AnswersAsync(sender))
            answer.MustBeAccepted();
    }

    private static async Task<bool> TrySendAsync(RouterProcess router)
    {
        using var sender = new SignedSender(SampleConfig.PushUrl(router), SampleConfig.ClientSecret);
        return (await AnswersAsync(sender)).All(answer => answer.IsAccepted);
    }

    private static Task<WebhookAnswer[]> AnswersAsync(SignedSender sender) =>
        Task.WhenAll(Enumerable.Range(0, Issues).Select(i => sender.SendAsync("event_alert.triggered", (8_000_000_000 + i).ToString(CultureInfo.InvariantCulture))));
}
