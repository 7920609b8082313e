using Router.Acceptance.Driver;
using Xunit.Abstractions;

namespace Router.Acceptance;

/// <summary>
/// An upgrade as the docs say it: one host at a time, under load, through the load balancer. With <c>ROUTER_OLDER</c>, the folder of an
/// older build, it is one from that; else from this build to itself.
/// </summary>
[Trait("Category", "LocalCluster")]
public sealed class RollingRestartTest(ITestOutputHelper log)
{
    private const int Issues = 100;
    private const double PerSecond = 50;
    private static readonly string? Older = Environment.GetEnvironmentVariable("ROUTER_OLDER") is { Length: > 0 } folder ? folder : null;
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Hosts_restarted_one_by_one_under_load_refuse_no_webhook_and_lose_no_count()
    {
        await using var receiver = await TestReceiver.StartAsync();
        await using var cluster = await LocalCluster.StartAsync(SampleConfig.For(receiver.Url), Older);
        using var sender = new SignedSender(new(cluster.Front, $"webhooks/sentry/{SampleConfig.Key}"), SampleConfig.ClientSecret);
        var load = new OpenLoop(sender, PerSecond, Issues);
        await load.WarmUpAsync(Bound);

        using (var stop = new CancellationTokenSource())
        {
            var sending = load.RunAsync("web", stop.Token);
            foreach (var name in (string[])[.. cluster.Silos, .. cluster.Apis])
            {
                var before = load.Answers.Count;
                await cluster.DownAsync(name);
                cluster.Upgrade(name);
                await cluster.UpAsync(name);
                log.WriteLine($"{name}: {Summary(load.Answers.Skip(before))}");
            }

            await stop.CancelAsync();
            await sending;
        }

        Assert.Equal(Issues, load.Sent.Count);
        Assert.All(load.Answers, answer => Assert.Equal(202, answer.Status));
        using var api = new ManagementClient(cluster.Front, cluster.AdminKey);
        var counts = await Eventually.FitsAsync(() => CountsAsync(api), counts => load.Sent.All(sent => counts.GetValueOrDefault(sent.Key) >= sent.Value), "every webhook to be counted", Bound);
        Assert.All(load.Sent, sent => Assert.Equal(sent.Value, counts[sent.Key]));
    }

    private static string Summary(IEnumerable<WebhookAnswer> answers) =>
        string.Join(", ", answers.CountBy(answer => answer.Status == 202 ? $"202 {answer.Reason}" : $"{answer.Status} {answer.Body}").Select(kind => $"{kind.Value} x {kind.Key}"));

    private static async Task<Dictionary<string, long>> CountsAsync(ManagementClient api) =>
        (await api.ListAsync("api/v1/issues?limit=200")).ToDictionary(issue => issue.GetProperty("key").GetString()!, issue => issue.GetProperty("count").GetInt64());
}
