using Microsoft.Playwright;
using Router.Acceptance.Driver;

namespace Router.Acceptance.Dashboard;

/// <summary>The dashboard behind a load balancer with two API hosts.</summary>
[Trait("Category", "LocalCluster")]
public sealed class ClusterDashboardTest(Chromium chromium) : IClassFixture<Chromium>
{
    private const int Issues = 10;
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    [BrowserFact]
    public async Task Page_behind_the_load_balancer_keeps_its_connection_and_goes_on_at_the_other_host_when_its_own_stops()
    {
        await using var receiver = await TestReceiver.StartAsync();
        await using var cluster = await LocalCluster.StartAsync(SampleConfig.For(receiver.Url));
        using var sender = new SignedSender(new(cluster.Front, $"webhooks/sentry/{SampleConfig.Key}"), SampleConfig.ClientSecret);
        await using var tab = await chromium.OpenAsync(cluster.Front);
        var (opened, closed) = (new RecordedList<string>(), new RecordedList<string>());
        tab.Page.WebSocket += (_, socket) =>
        {
            opened.Add(socket.Url);
            socket.Close += (_, _) => closed.Add(socket.Url);
        };

        await tab.SignInAsync(cluster.AdminKey, "incidents");
        await tab.LiveAsync();
        await tab.Page.GetByText("No incident is open").WaitForAsync();
        for (var issue = 1; issue <= Issues; issue++)
            await SeesAsync(tab, sender, issue);

        Assert.Single(opened.Snapshot());
        Assert.Empty(closed.Snapshot());
        Assert.Empty(tab.Complaints.Snapshot());
        Assert.Empty(tab.ForeignRequests.Snapshot());
        foreach (var api in cluster.Apis)
        {
            // The browser's cookies are of the host, whatever the port.
            var page = await tab.Page.Context.APIRequest.GetAsync(new Uri(cluster.UrlOf(api), "incidents").ToString(), new() { MaxRedirects = 0 });
            Assert.Equal(200, page.Status);
        }

        foreach (var (api, issue) in cluster.Apis.Zip(Enumerable.Range(Issues + 1, 2)))
        {
            await cluster.DownAsync(api);
            await SeesAsync(tab, sender, issue);
            await cluster.UpAsync(api);
        }

        Assert.NotEmpty(closed.Snapshot());
    }

    /// <summary>A webhook's incident shows in the open list.</summary>
    private static async Task SeesAsync(DashboardTab tab, SignedSender sender, int issue)
    {
        await Eventually.FitsAsync(() => sender.SendAsync("event_alert.triggered", $"{issue}"), answer => answer.IsAccepted, $"the webhook of issue {issue} to be taken", Bound);
        await Assertions.Expect(tab.Page.Locator(".c-title a")).ToHaveCountAsync(issue, new() { Timeout = (float)Bound.TotalMilliseconds });
    }
}
