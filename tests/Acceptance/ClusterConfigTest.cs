using System.Globalization;
using Router.Acceptance.Driver;
using Xunit.Abstractions;

namespace Router.Acceptance;

/// <summary>A change of the config at one API host, and what every other host makes of it.</summary>
[Trait("Category", "Postgres")]
public sealed class ClusterConfigTest(ITestOutputHelper log)
{
    private const string NewKey = "acceptance-push-key-000002";
    private const string Secret = "ACCEPTANCE_HOOK_SECRET";
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Route_changed_at_one_api_host_is_taken_from_then_on_whichever_host_has_the_webhook_or_the_issue()
    {
        await using var before = await TestReceiver.StartAsync();
        await using var after = await TestReceiver.StartAsync();
        await using var cluster = await ProcessCluster.StartAsync(Routed("before", before.Url));
        using var first = new SignedSender(SampleConfig.PushUrl(cluster.FirstApi), SampleConfig.ClientSecret);
        using var second = new SignedSender(SampleConfig.PushUrl(cluster.SecondApi), SampleConfig.ClientSecret);
        await Task.WhenAll(first.WarmUpAsync(), second.WarmUpAsync());
        using var api = new ManagementClient(cluster.FirstApi.Url, ProcessCluster.AdminKey);

        await PutAsync(api, Routed("after", after.Url));
        // The silos may not have looked yet, and know neither channel nor sink.
        await SendAsync(first, 0);
        await ToldAsync(after, 0);
        foreach (var host in cluster.Hosts)
            await InForceAsync(host, 2);
        await SendAsync(second, 1);
        await ToldAsync(after, 1);

        Assert.DoesNotContain(before.Calls.Snapshot().SelectMany(call => call.IssueKeys), key => key != "web|issue|1");
        var changedAt = await InForceAsync(cluster.FirstApi, 2);
        foreach (var host in cluster.Hosts)
            log.WriteLine($"{host.Url}: in force {(await InForceAsync(host, 2) - changedAt).TotalMilliseconds:0} ms after api-1");
    }

    [Fact]
    public async Task Host_that_lacks_a_secret_of_the_new_version_keeps_the_last_and_is_not_ready_until_it_can_use_the_newest()
    {
        await using var receiver = await TestReceiver.StartAsync();
        await using var cluster = await ProcessCluster.StartAsync(SampleConfig.For(receiver.Url), name => name == "api-2" ? [] : [new(Secret, "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=")]);
        using var api = new ManagementClient(cluster.FirstApi.Url, ProcessCluster.AdminKey);
        using var lacking = new ManagementClient(cluster.SecondApi.Url, ProcessCluster.AdminKey);
        using var oldKey = new SignedSender(SampleConfig.PushUrl(cluster.SecondApi), SampleConfig.ClientSecret);
        using var newKey = new SignedSender(SampleConfig.PushUrl(cluster.SecondApi, NewKey), SampleConfig.ClientSecret);

        await PutAsync(api, SampleConfig.For(receiver.Url, NewKey).Replace("allowPrivate: true", $"allowPrivate: true\n    secret: ${{env:{Secret}}}", StringComparison.Ordinal));

        var unready = await Eventually.FitsAsync(() => lacking.GetAsync("health/ready"), answer => answer.Status == 503, "the host that lacks the secret not to be ready", Bound);
        Assert.Contains("config version 2", unready.Body, StringComparison.Ordinal);
        Assert.Contains(Secret, unready.Body, StringComparison.Ordinal);
        Assert.Equal(404, (await newKey.SendAsync("event_alert.triggered")).Status);
        (await oldKey.SendAsync("event_alert.triggered")).MustBeAccepted();
        foreach (var host in cluster.Hosts.Except([cluster.SecondApi]))
        {
            await InForceAsync(host, 2);
            await host.ReadyAsync(TimeSpan.Zero);
        }

        await PutAsync(api, SampleConfig.For(receiver.Url, NewKey));
        await Eventually.FitsAsync(() => lacking.GetAsync("health/ready"), answer => answer.Status == 200, "the host to be ready with a version that it can use", Bound);
        (await newKey.SendAsync("event_alert.triggered")).MustBeAccepted();
        Assert.Equal(404, (await oldKey.SendAsync("event_alert.triggered")).Status);
    }

    private static string Routed(string channel, Uri receiver) => $"""
        integrations:
          - id: web
            name: Web team
            key: {SampleConfig.Key}
            clientSecrets: ["{SampleConfig.ClientSecret}"]
            routes:
              - name: errors
                when: resource == "event_alert"
                channels: [{channel}]
            default: [{channel}]
        channels:
          - id: {channel}
            sinks: [{channel}-hook]
        sinks:
          - id: {channel}-hook
            type: webhook
            url: "{receiver}"
            allowPrivate: true

        """;

    private static async Task PutAsync(ManagementClient api, string config)
    {
        var (status, body) = await api.PutAsync("api/v1/config", config);
        Assert.True(status == 200, body);
    }

    /// <summary>When a host put the version in force, by its own log.</summary>
    private static async Task<DateTimeOffset> InForceAsync(RouterProcess host, int version)
    {
        var line = await host.Output.FirstAsync(line => line.EndsWith($"Config version {version} is in force", StringComparison.Ordinal), $"version {version} in force at {host.Url}", Bound);
        return DateTimeOffset.Parse(line[..line.IndexOf(' ', StringComparison.Ordinal)], CultureInfo.InvariantCulture);
    }

    private static async Task SendAsync(SignedSender sender, int round)
    {
        foreach (var answer in await Task.WhenAll(IssuesOf(round).Select(issue => sender.SendAsync("event_alert.triggered", issue))))
            answer.MustBeAccepted();
    }

    private static Task ToldAsync(TestReceiver receiver, int round) => receiver.Calls.UntilAsync(
        calls => !IssuesOf(round).Select(issue => $"web|issue|{issue}").Except(calls.SelectMany(call => call.IssueKeys)).Any(), $"every incident of round {round}", Bound);

    private static IEnumerable<string> IssuesOf(int round) => Enumerable.Range(0, 20).Select(i => (8_000_000_000 + 100 * round + i).ToString(CultureInfo.InvariantCulture));
}
