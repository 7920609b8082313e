using Microsoft.Playwright;
using Router.Acceptance.Driver;

namespace Router.Acceptance.Dashboard;

public sealed class IntegrationsPageTest(Chromium chromium) : IClassFixture<Chromium>, IDisposable
{
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [BrowserFact]
    public async Task Test_goes_the_whole_way_and_only_sentrys_own_event_turns_the_page_green()
    {
        await using var receiver = await TestReceiver.StartAsync();
        await using var router = await RouterProcess.StartReadyAsync(new() { DataDirectory = _directory.File("data"), ConfigFile = _directory.Write("router.yaml", SampleConfig.For(receiver.Url)) });
        await using var tab = await chromium.OpenAsync(router.Url);
        using var sender = new SignedSender(SampleConfig.PushUrl(router), SampleConfig.ClientSecret);

        await tab.SignInAsync(await router.AdminKeyAsync(), "integrations");
        await tab.LiveAsync();
        await Screens.TakeAsync(tab, "integrations");
        await tab.Page.GetByRole(AriaRole.Link, new() { Name = "Web team", Exact = true }).ClickAsync();
        await tab.Page.GetByText("Waiting for Sentry's first event").WaitForAsync();
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Show the push URL" }).ClickAsync();
        await tab.Page.GetByText(SampleConfig.Key).WaitForAsync();
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Send a test" }).ClickAsync();
        await tab.Page.GetByText("delivered, answered 200").WaitForAsync();
        Assert.Equal("incident.test", Assert.Single(receiver.Calls.Snapshot()).Type);
        await tab.Page.GetByText("Waiting for Sentry's first event").WaitForAsync();
        Assert.Empty(await tab.SeriousAsync());
        await Screens.TakeAsync(tab, "setup");

        await sender.WarmUpAsync();

        await tab.Page.GetByText("Sentry's events arrive").WaitForAsync();
        Assert.Empty(tab.Complaints.Snapshot());
        Assert.Empty(tab.ForeignRequests.Snapshot());
    }
}
