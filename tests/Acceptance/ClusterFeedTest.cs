using System.Text.Json;
using Router.Acceptance.Driver;
using Xunit.Abstractions;

namespace Router.Acceptance;

/// <summary>The feed and the statistics of an API host show what came in at any other.</summary>
[Trait("Category", "Postgres")]
public sealed class ClusterFeedTest(ITestOutputHelper log)
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task Feed_of_each_api_host_has_the_transitions_of_the_webhooks_of_both()
    {
        await using var receiver = await TestReceiver.StartAsync();
        await using var cluster = await ProcessCluster.StartAsync(SampleConfig.For(receiver.Url));
        await using var first = await FeedReader.OpenAsync(cluster.FirstApi.Url, ProcessCluster.AdminKey);
        await using var second = await FeedReader.OpenAsync(cluster.SecondApi.Url, ProcessCluster.AdminKey);

        foreach (var (api, issue) in ((RouterProcess, string)[])[(cluster.FirstApi, "8000000001"), (cluster.SecondApi, "8000000002")])
        {
            using var sender = new SignedSender(SampleConfig.PushUrl(api), SampleConfig.ClientSecret);
            (await sender.SendAsync("event_alert.triggered", issue)).MustBeAccepted();
            var answered = TimeProvider.System.GetTimestamp();
            foreach (var (name, feed) in ((string, FeedReader)[])[("api-1", first), ("api-2", second)])
            {
                await feed.Events.FirstAsync(item => Is(item, "issue", issue, "change", "triggered"), $"issue {issue} in the feed of {name}", Bound);
                log.WriteLine($"issue {issue} in the feed of {name} {TimeProvider.System.GetElapsedTime(answered).TotalMilliseconds:0} ms after its answer");
            }
        }

        foreach (var feed in (FeedReader[])[first, second])
        {
            await feed.Events.UntilAsync(
                events => events.Count(item => item.GetProperty("kind").GetString() == "incident" && item.GetProperty("type").GetString() == "incident.triggered") == 2
                    && events.Count(item => item.GetProperty("kind").GetString() == "delivery" && item.GetProperty("outcome").GetString() == "delivered") == 2,
                "both incidents and their deliveries",
                Bound);
            Assert.Equal(2, feed.Events.Snapshot().Count(item => item.GetProperty("kind").GetString() == "issue"));
        }

        foreach (var api in (RouterProcess[])[cluster.FirstApi, cluster.SecondApi])
        {
            using var client = new ManagementClient(api.Url, ProcessCluster.AdminKey);
            await Eventually.FitsAsync(
                async () => (await client.GetJsonAsync("/api/v1/stats")).GetProperty("total"),
                total => total.GetProperty("accepted").GetInt64() == 2 && total.GetProperty("notified").GetInt64() == 2 && total.GetProperty("sent").GetInt64() == 2,
                "both webhooks and what they led to in the statistics of each host",
                Bound);
        }
    }

    private static bool Is(JsonElement item, string kind, string issue, string property, string value) =>
        item.GetProperty("kind").GetString() == kind && item.GetProperty(kind).GetString() == $"web|issue|{issue}" && item.GetProperty(property).GetString() == value;
}
