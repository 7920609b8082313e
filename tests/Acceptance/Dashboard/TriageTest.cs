using Microsoft.Playwright;
using Router.Acceptance.Driver;
using Router.Api.Sentry.Samples;

namespace Router.Acceptance.Dashboard;

/// <summary>Incidents, issues and deliveries in open pages.</summary>
public sealed class TriageTest(Chromium chromium) : IClassFixture<Chromium>, IDisposable
{
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [BrowserFact]
    public async Task Webhooks_and_actions_show_on_open_lists_without_reload()
    {
        await using var receiver = await TestReceiver.StartAsync();
        await using var router = await StartAsync(receiver);
        using var sender = new SignedSender(SampleConfig.PushUrl(router), SampleConfig.ClientSecret);
        await using var one = await OpenAsync(router, "incidents");
        await using var other = await OpenAsync(router, "incidents");
        var (here, there) = (one.Page.Locator("tbody tr"), other.Page.Locator("tbody tr"));
        await one.Page.GetByText("No incident is open").WaitForAsync();

        await sender.WarmUpAsync();
        await here.Filter(new() { HasText = "Triggered" }).WaitForAsync();
        await there.Filter(new() { HasText = "Triggered" }).WaitForAsync();

        await here.GetByRole(AriaRole.Checkbox).CheckAsync();
        await one.Page.GetByRole(AriaRole.Button, new() { Name = "Acknowledge", Exact = true }).ClickAsync();
        var dialog = one.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Textbox).FillAsync("on it");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Acknowledge", Exact = true }).ClickAsync();
        await there.Filter(new() { HasText = "Acknowledged" }).WaitForAsync();

        await sender.SendAsync(SentrySample.Create("issue.resolved", SignedSender.Fresh("1")));
        await other.Page.GetByText("No incident is open").WaitForAsync();
        await other.Page.GetByLabel("Status").SelectOptionAsync("Resolved");
        await there.Filter(new() { HasText = "Resolved" }).WaitForAsync();

        Assert.EndsWith("/incidents?status=Resolved", other.Page.Url, StringComparison.Ordinal);
        Assert.Empty(one.Complaints.Snapshot());
        Assert.Empty(other.Complaints.Snapshot());
        Assert.Empty(other.ForeignRequests.Snapshot());
    }

    private async Task<DashboardTab> OpenAsync(RouterProcess router, string path, BrowserNewContextOptions? options = null)
    {
        var tab = await chromium.OpenAsync(router.Url, options);
        await tab.SignInAsync(await router.AdminKeyAsync(), path);
        await tab.LiveAsync();
        return tab;
    }

    private Task<RouterProcess> StartAsync(TestReceiver receiver) => RouterProcess.StartReadyAsync(
        new() { DataDirectory = _directory.File("data"), ConfigFile = _directory.Write("router.yaml", SampleConfig.For(receiver.Url)) });
}
