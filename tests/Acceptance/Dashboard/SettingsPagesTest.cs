using Microsoft.Playwright;
using Router.Acceptance.Driver;

namespace Router.Acceptance.Dashboard;

/// <summary>Silences, sinks and the cluster.</summary>
public sealed class SettingsPagesTest(Chromium chromium) : IClassFixture<Chromium>, IDisposable
{
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [BrowserFact]
    public async Task Silence_is_previewed_created_and_ended()
    {
        await using var router = await StartAsync(new("http://127.0.0.1:9"));
        using var sender = new SignedSender(SampleConfig.PushUrl(router), SampleConfig.ClientSecret);
        await sender.WarmUpAsync();
        Assert.Equal(202, (await sender.SendAsync("event_alert.triggered")).Status);
        await using var tab = await OpenAsync(router, "silences");

        await tab.Page.GetByLabel("Condition").FillAsync("project ==");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Preview" }).ClickAsync();
        await tab.Page.GetByText("when, character").WaitForAsync();
        await tab.Page.GetByLabel("Condition").FillAsync("project == \"storefront\"");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Preview" }).ClickAsync();
        await tab.Page.GetByText("It would have muted").WaitForAsync();
        await tab.Page.GetByLabel("Why").FillAsync("a deploy");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Create" }).ClickAsync();
        await tab.Page.GetByText("Active", new() { Exact = true }).WaitForAsync();
        await PicturedAsync(tab, "silences");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "End the silence project" }).ClickAsync();
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "End it" }).ClickAsync();

        await tab.Page.GetByText("Ended", new() { Exact = true }).WaitForAsync();
        Assert.Empty(tab.Complaints.Snapshot());
    }

    [BrowserFact]
    public async Task Sink_that_is_gone_is_shown_tested_and_enabled()
    {
        await using var receiver = await TestReceiver.StartAsync();
        receiver.Answer = _ => 410;
        await using var router = await StartAsync(receiver.Url);
        using var sender = new SignedSender(SampleConfig.PushUrl(router), SampleConfig.ClientSecret);
        await sender.WarmUpAsync();
        Assert.Equal(202, (await sender.SendAsync("event_alert.triggered")).Status);
        await using var tab = await OpenAsync(router, "sinks");

        await tab.Page.GetByText("disabled", new() { Exact = true }).WaitForAsync();
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Send test to hook" }).ClickAsync();
        await tab.Page.Locator(".answer", new() { HasText = "answered 410" }).WaitForAsync();
        await PicturedAsync(tab, "sinks");
        receiver.Answer = _ => 200;
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Enable hook" }).ClickAsync();
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Enable", Exact = true }).ClickAsync();
        await tab.Page.GetByText("enabled", new() { Exact = true }).WaitForAsync();
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Send test to hook" }).ClickAsync();

        await tab.Page.Locator(".answer", new() { HasText = "answered 200" }).WaitForAsync();
        Assert.Empty(tab.Complaints.Snapshot());
    }

    [BrowserFact]
    public async Task Template_is_previewed_and_what_is_wrong_is_said()
    {
        await using var router = await StartAsync(new("http://127.0.0.1:9"));
        await using var tab = await OpenAsync(router, "sinks");

        await tab.Page.GetByLabel("Sink type").SelectOptionAsync("slack");
        await tab.Page.GetByLabel("Sample").SelectOptionAsync("resolved");
        await tab.Page.GetByLabel("Title").FillAsync("{{ incident.severity }} at last: {{ incident.nothing }}");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Preview" }).ClickAsync();
        await tab.Page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "title, line 1" }).WaitForAsync();
        await tab.Page.GetByLabel("Title").FillAsync("{{ incident.severity }} at last");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Preview" }).ClickAsync();

        await tab.Page.GetByText("Ok at last").WaitForAsync();
        await PicturedAsync(tab, "template-preview");
        Assert.Empty(tab.Complaints.Snapshot());
    }

    [BrowserFact]
    public async Task Cluster_shows_its_silo_and_the_grains_in_memory()
    {
        await using var router = await StartAsync(new("http://127.0.0.1:9"));
        using var sender = new SignedSender(SampleConfig.PushUrl(router), SampleConfig.ClientSecret);
        await sender.WarmUpAsync();
        Assert.Equal(202, (await sender.SendAsync("event_alert.triggered")).Status);
        await using var tab = await OpenAsync(router, "cluster");

        await tab.Page.GetByText("Active", new() { Exact = true }).WaitForAsync();
        await tab.Page.GetByText("IssueGrain").First.WaitForAsync();
        await PicturedAsync(tab, "cluster");

        Assert.Empty(tab.Complaints.Snapshot());
        Assert.Empty(tab.ForeignRequests.Snapshot());
    }

    private Task<RouterProcess> StartAsync(Uri receiver) =>
        RouterProcess.StartReadyAsync(new() { DataDirectory = _directory.File("data"), ConfigFile = _directory.Write("router.yaml", SampleConfig.For(receiver)) });

    private async Task<DashboardTab> OpenAsync(RouterProcess router, string path)
    {
        var tab = await chromium.OpenAsync(router.Url);
        await tab.SignInAsync(await router.AdminKeyAsync(), path);
        await tab.LiveAsync();
        return tab;
    }

    private static async Task PicturedAsync(DashboardTab tab, string name)
    {
        await Screens.TakeAsync(tab, name);
        Assert.Empty(await tab.SeriousAsync());
    }
}
