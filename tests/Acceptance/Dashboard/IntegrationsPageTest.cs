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

    [BrowserFact]
    public async Task Integration_is_created_rotated_and_disabled_and_the_config_keeps_its_comments()
    {
        await using var receiver = await TestReceiver.StartAsync();
        var data = _directory.File("data");
        Directory.CreateDirectory(data);
        var file = Path.Combine(data, "router.yaml");
        var before = "# ours\n" + SampleConfig.For(receiver.Url);
        await File.WriteAllTextAsync(file, before);
        var options = new RouterOptions { DataDirectory = data };
        Uri old;
        await using (var router = await RouterProcess.StartReadyAsync(options))
        {
            await using var tab = await chromium.OpenAsync(router.Url);
            await tab.SignInAsync(await router.AdminKeyAsync(), "integrations");
            await tab.LiveAsync();
            await tab.Page.GetByRole(AriaRole.Link, new() { Name = "New integration" }).ClickAsync();
            await tab.Page.GetByLabel("Id", new() { Exact = true }).FillAsync("The Shop");
            await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Create and set up" }).ClickAsync();
            await tab.Page.Locator("#id-problem", new() { HasText = "is no id" }).WaitForAsync();
            Assert.Empty(await tab.SeriousAsync());
            await Screens.TakeAsync(tab, "new-integration");
            Assert.Equal(before, await File.ReadAllTextAsync(file));
            await tab.Page.GetByLabel("Id", new() { Exact = true }).FillAsync("shop");
            await tab.Page.GetByLabel("Name", new() { Exact = true }).FillAsync("The shop");
            await tab.Page.GetByLabel("Paste it").ClickAsync();
            await tab.Page.GetByLabel("Client secret", new() { Exact = true }).FillAsync(SampleConfig.ClientSecret);
            await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Create and set up" }).ClickAsync();

            await tab.Page.GetByText("Waiting for Sentry's first event").WaitForAsync();
            Assert.StartsWith("# ours\nintegrations:\n  - id: web\n", await File.ReadAllTextAsync(file), StringComparison.Ordinal);
            await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Show the push URL" }).ClickAsync();
            old = await PushUrlAsync(tab);
            await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Rotate the push key" }).ClickAsync();
            await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Rotate", Exact = true }).ClickAsync();
            await tab.Page.Locator("code[aria-label='the push URL']").Filter(new() { HasNotText = old.ToString() }).WaitForAsync();
            var now = await PushUrlAsync(tab);
            using (var stale = new SignedSender(old, SampleConfig.ClientSecret))
                Assert.Equal(404, (await stale.SendAsync("event_alert.triggered")).Status);

            await tab.Page.GetByLabel("Client secret", new() { Exact = true }).FillAsync("another-client-secret-0123456789");
            await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Add beside the old" }).ClickAsync();
            await tab.Page.GetByText("Client secret 2, the newest").WaitForAsync();
            Assert.Empty(await tab.SeriousAsync());
            await Screens.TakeAsync(tab, "rotating");
            using (var first = new SignedSender(now, SampleConfig.ClientSecret))
                Assert.Equal(202, (await first.SendAsync("event_alert.triggered")).Status);
            using var second = new SignedSender(now, "another-client-secret-0123456789");
            Assert.Equal(202, (await second.SendAsync("event_alert.triggered", "2")).Status);
            await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Remove client secret 1" }).ClickAsync();
            await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Remove", Exact = true }).ClickAsync();
            await tab.Page.GetByText("Client secret 2, the newest").WaitForAsync(new() { State = WaitForSelectorState.Detached });
            using (var removed = new SignedSender(now, SampleConfig.ClientSecret))
                Assert.Equal(401, (await removed.SendAsync("event_alert.triggered")).Status);

            await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Disable", Exact = true }).ClickAsync();
            await tab.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Disable", Exact = true }).ClickAsync();
            await tab.Page.GetByText("This integration is disabled").WaitForAsync();
            Assert.Equal(404, (await second.SendAsync("event_alert.triggered")).Status);
            await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Enable", Exact = true }).ClickAsync();
            await tab.Page.GetByText("Sentry's events arrive").WaitForAsync();
            Assert.Empty(tab.Complaints.Snapshot());
            Assert.Equal(0, await router.StopAsync(TimeSpan.FromSeconds(30)));
        }

        await using var again = await RouterProcess.StartReadyAsync(options);
        await using var later = await chromium.OpenAsync(again.Url);
        await later.SignInAsync(await again.AdminKeyAsync(), "integrations/shop");
        await later.Page.GetByText("Sentry's events arrive").WaitForAsync();
    }

    [BrowserFact]
    public async Task Config_that_is_not_ours_to_write_is_explained()
    {
        await using var receiver = await TestReceiver.StartAsync();
        await using var router = await RouterProcess.StartReadyAsync(new() { DataDirectory = _directory.File("data"), ConfigFile = _directory.Write("router.yaml", SampleConfig.For(receiver.Url)) });
        await using var tab = await chromium.OpenAsync(router.Url);
        await tab.SignInAsync(await router.AdminKeyAsync(), "new-integration");

        await tab.Page.GetByText("was given with --config").WaitForAsync();

        Assert.Equal(0, await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Create and set up" }).CountAsync());
    }

    private static async Task<Uri> PushUrlAsync(DashboardTab tab) => new(await tab.Page.Locator("code[aria-label='the push URL']").InnerTextAsync());
}
