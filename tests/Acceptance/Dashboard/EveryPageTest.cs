using Microsoft.Playwright;
using Router.Acceptance.Driver;

namespace Router.Acceptance.Dashboard;

/// <summary>
/// Every page with a day's data, light and dark, on a phone and on a desktop. With <c>ROUTER_SCREENS=FOLDER</c> it takes their pictures, those of the README
/// among them; the data then come in over some minutes.
/// </summary>
public sealed class EveryPageTest(Chromium chromium) : IClassFixture<Chromium>, IDisposable
{
    // A page, and what is there when its data are.
    private static readonly (string Name, string Path, string Ready)[] Pages =
    [
        ("overview", "", ".noise-share"), ("incidents", "incidents", "tr.entry"), ("incidents-resolved", "incidents?status=Resolved", "tr.entry"), ("issues", "issues?status=Any", "tr.entry"),
        ("deliveries", "deliveries", ".rows .c-title"), ("integrations", "integrations", "main table a, main .panel a"), ("setup", "integrations/acme", "main h2"),
        ("config", "config", "main .cm-content"), ("silences", "silences", "main table"), ("sinks", "sinks", "main table, main .panel"), ("cluster", "cluster", "main table"),
    ];

    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [BrowserFact]
    public async Task Every_page_is_accessible_fits_its_window_and_asks_no_other_host()
    {
        await using var receiver = await TestReceiver.StartAsync();
        receiver.Answer = Demo.Answer;
        await using var router = await RouterProcess.StartReadyAsync(new() { DataDirectory = _directory.File("data"), ConfigFile = _directory.Write("router.yaml", Demo.Config(receiver.Url)) });
        await Demo.RunAsync(router, Screens.Duration);
        await using var tab = await chromium.OpenAsync(router.Url, new() { TimezoneId = "Europe/Zurich", ViewportSize = new() { Width = 1440, Height = 900 } });
        var policies = new RecordedList<string>();
        tab.Page.Response += (_, response) =>
        {
            if (response.Request.ResourceType == "document")
                policies.Add(response.Headers.GetValueOrDefault("content-security-policy", "none"));
        };
        await tab.SignInAsync(await router.AdminKeyAsync());
        await tab.LiveAsync();

        var findings = new List<string>();
        foreach (var (name, path, ready) in await WithDetailsAsync(tab))
        {
            await tab.GoAsync(path);
            await tab.Page.Locator(ready).First.WaitForAsync();
            await Screens.EachAsync(tab, async (size, scheme) =>
            {
                findings.AddRange((await tab.SeriousAsync()).Select(finding => $"{name}, {size}, {scheme}: {finding}"));
                var (width, content) = (await tab.Page.EvaluateAsync<int>("innerWidth"), await tab.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
                if (content > width)
                    findings.Add($"{name}, {size}, {scheme}: is {content} wide, the window {width}");
            });
            await Screens.TakeAsync(tab, name);
        }

        Assert.Empty(findings);
        Assert.Empty(tab.Complaints.Snapshot());
        Assert.Empty(tab.ForeignRequests.Snapshot());
        Assert.NotEmpty(policies.Snapshot());
        Assert.All(policies.Snapshot(), policy => Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal));
    }

    /// <summary>Buttons that change nothing for others; every other one must not be there for a viewer.</summary>
    private static readonly string[] Harmless = ["Last hour", "24 hours", "Copy", "Preview", "Show", "Hide"];

    [BrowserFact]
    public async Task Viewer_is_offered_nothing_that_changes_something_on_any_page()
    {
        await using var receiver = await TestReceiver.StartAsync();
        receiver.Answer = Demo.Answer;
        await using var router = await RouterProcess.StartReadyAsync(new() { DataDirectory = _directory.File("data"), ConfigFile = _directory.Write("router.yaml", Demo.Config(receiver.Url)) });
        await Demo.RunAsync(router, TimeSpan.Zero);
        await using var tab = await chromium.OpenAsync(router.Url);
        await tab.SignInAsync(await Demo.ViewerKeyAsync(router));
        await tab.LiveAsync();

        var offered = new List<string>();
        foreach (var (name, path, ready) in await WithDetailsAsync(tab))
        {
            await tab.GoAsync(path);
            await tab.Page.Locator(ready).First.WaitForAsync();
            foreach (var button in await tab.Page.Locator("main button:visible:not(:disabled), main input[type=checkbox]:visible").AllAsync())
            {
                var text = $"{await button.InnerTextAsync()}{await button.GetAttributeAsync("aria-label")}".Trim();
                if (!Harmless.Any(harmless => text.StartsWith(harmless, StringComparison.OrdinalIgnoreCase)))
                    offered.Add($"{name}: {text}");
            }
        }

        Assert.Empty(offered);
        Assert.Empty(tab.Complaints.Snapshot());
    }

    private static async Task<IReadOnlyList<(string Name, string Path, string Ready)>> WithDetailsAsync(DashboardTab tab)
    {
        await tab.GoAsync("incidents");
        var incident = await tab.Page.Locator(".c-title a", new() { HasText = "PaymentGatewayTimeout" }).GetAttributeAsync("href");
        await tab.GoAsync("issues");
        var issue = await tab.Page.Locator(".c-title a", new() { HasText = "PaymentGatewayTimeout" }).GetAttributeAsync("href");
        return [.. Pages, ("incident", incident!, ".timeline li"), ("issue", issue!, ".timeline li")];
    }
}
