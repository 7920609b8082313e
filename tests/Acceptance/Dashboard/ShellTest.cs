using Microsoft.Playwright;
using Router.Acceptance.Driver;

namespace Router.Acceptance.Dashboard;

/// <summary>Signing in, what every page has, and what no page does.</summary>
public sealed class ShellTest(Chromium chromium) : IClassFixture<Chromium>, IDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [BrowserFact]
    public async Task Person_signs_in_sees_the_overview_and_signs_out()
    {
        await using var router = await RouterProcess.StartReadyAsync(new() { DataDirectory = _directory.File("data") });
        await using var tab = await chromium.OpenAsync(router.Url);

        await tab.SignInAsync(await router.AdminKeyAsync());
        await tab.LiveAsync();
        await tab.Page.GetByRole(AriaRole.Heading, new() { Name = "Overview" }).WaitForAsync();
        await tab.Page.GetByText("Noise removed").WaitForAsync();
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Signed in as admin" }).ClickAsync();
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await tab.Page.WaitForURLAsync("**/signin");
        await tab.Page.GotoAsync(router.Url.ToString());

        Assert.Contains("/signin", tab.Page.Url, StringComparison.Ordinal);
        Assert.Empty(tab.Complaints.Snapshot());
        Assert.Empty(tab.ForeignRequests.Snapshot());
    }

    [BrowserFact]
    public async Task Webhook_shows_on_the_open_overview_without_reload()
    {
        await using var router = await RouterProcess.StartReadyAsync(new() { DataDirectory = _directory.File("data"), ConfigFile = _directory.Write("router.yaml", SampleConfig.For(new("http://127.0.0.1:9"))) });
        await using var tab = await chromium.OpenAsync(router.Url);
        using var sender = new SignedSender(SampleConfig.PushUrl(router), SampleConfig.ClientSecret);

        await tab.SignInAsync(await router.AdminKeyAsync());
        await tab.LiveAsync();
        await tab.Page.GetByText("No webhook came in this time.").WaitForAsync();
        await sender.WarmUpAsync();

        await tab.Page.Locator(".noise-words", new() { HasText = "became" }).WaitForAsync();
    }

    [BrowserFact]
    public async Task Theme_is_the_systems_until_chosen_and_then_remembered()
    {
        await using var router = await RouterProcess.StartReadyAsync(new() { DataDirectory = _directory.File("data") });
        await using var tab = await chromium.OpenAsync(router.Url, new() { ColorScheme = ColorScheme.Dark });

        await tab.SignInAsync(await router.AdminKeyAsync());
        await tab.LiveAsync();
        Assert.Equal("dark", await tab.Page.Locator("html").GetAttributeAsync("data-theme"));
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Theme" }).ClickAsync();
        await tab.Page.GetByText("Light", new() { Exact = true }).ClickAsync();
        await tab.Page.Locator("html[data-theme=light]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await tab.GoAsync("");

        Assert.Equal("light", await tab.Page.Locator("html").GetAttributeAsync("data-theme"));
    }

    [BrowserFact]
    public async Task Open_page_says_that_the_router_is_gone_and_comes_back_with_it()
    {
        var options = new RouterOptions { DataDirectory = _directory.File("data") };
        await using var tab = await OpenAndStopAsync(options);
        await tab.Page.GetByText("The router doesn't answer.").WaitForAsync();

        await using var again = await RouterProcess.StartReadyAsync(options);

        await tab.Page.GetByText("The router doesn't answer.").WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        await tab.LiveAsync();
    }

    [BrowserFact]
    public async Task Pages_have_no_serious_violation_of_accessibility()
    {
        await using var router = await RouterProcess.StartReadyAsync(new() { DataDirectory = _directory.File("data") });
        foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            await using var tab = await chromium.OpenAsync(router.Url, new() { ColorScheme = scheme });
            await tab.Page.GotoAsync(new Uri(router.Url, "signin").ToString());
            Assert.Empty(await tab.SeriousAsync());
            await tab.SignInAsync(await router.AdminKeyAsync());
            await tab.LiveAsync();
            Assert.Empty(await tab.SeriousAsync());
        }
    }

    private async Task<DashboardTab> OpenAndStopAsync(RouterOptions options)
    {
        await using var router = await RouterProcess.StartReadyAsync(options);
        var tab = await chromium.OpenAsync(router.Url);
        await tab.SignInAsync(await router.AdminKeyAsync());
        await tab.LiveAsync();
        await router.StopAsync(Bound);
        return tab;
    }
}
