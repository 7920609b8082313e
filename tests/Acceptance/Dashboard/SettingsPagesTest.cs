using System.Text.RegularExpressions;
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
        await tab.Page.Locator("#when-problem", new() { HasText = "Character" }).WaitForAsync();
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
    public async Task Weekly_silence_is_checked_field_by_field_previewed_and_created()
    {
        await using var router = await StartAsync(new("http://127.0.0.1:9"));
        using var sender = new SignedSender(SampleConfig.PushUrl(router), SampleConfig.ClientSecret);
        await sender.WarmUpAsync();
        await using var tab = await OpenAsync(router, "silences");

        await tab.Page.GetByLabel("Condition").FillAsync("true");
        await tab.Page.GetByText("Every week").ClickAsync();
        await tab.Page.GetByLabel("Time zone").FillAsync("Europe/Berln");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Create" }).ClickAsync();
        await tab.Page.Locator("#days-problem", new() { HasText = "missing" }).WaitForAsync();
        await tab.Page.GetByText("no such time zone").WaitForAsync();
        await PicturedAsync(tab, "silences-weekly");
        foreach (var day in (string[])["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"])
            await tab.Page.GetByLabel(day).ClickAsync();
        await tab.Page.GetByLabel("From", new() { Exact = true }).FillAsync("00:00");
        await tab.Page.GetByLabel("To", new() { Exact = true }).FillAsync("00:00");
        await tab.Page.GetByLabel("Time zone").FillAsync("Europe/Berlin");
        await tab.Page.GetByLabel("Owner").FillAsync("the night shift");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Preview" }).ClickAsync();
        await tab.Page.GetByText(new Regex("would have muted [1-9]")).WaitForAsync();
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Create" }).ClickAsync();

        await tab.Page.GetByText("every week: sun, mon, tue, wed, thu, fri, sat 00:00-00:00 Europe/Berlin").WaitForAsync();
        await tab.Page.GetByText("the night shift").WaitForAsync();
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
        await tab.Page.GetByText("failing", new() { Exact = true }).WaitForAsync();
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
        using var management = await ManagementClient.OfAsync(router);
        var version = (await management.GetJsonAsync("api/v1/stats?window=1h")).GetProperty("version").GetString()!.Split('+')[0];
        await tab.Page.GetByRole(AriaRole.Cell, new() { Name = version, Exact = true }).WaitForAsync();
        await PicturedAsync(tab, "cluster");

        Assert.Empty(tab.Complaints.Snapshot());
        Assert.Empty(tab.ForeignRequests.Snapshot());
    }

    [BrowserFact]
    public async Task Orleans_own_dashboard_is_for_admins_and_loads_nothing_from_elsewhere()
    {
        await using var router = await StartAsync(new("http://127.0.0.1:9"), new Dictionary<string, string> { ["Router__OrleansDashboard"] = "true" });
        await using var tab = await OpenAsync(router, "cluster");

        await tab.Page.GetByRole(AriaRole.Link, new() { Name = "Orleans' own dashboard" }).WaitForAsync();
        await tab.Page.GotoAsync(new Uri(router.Url, "orleans/").ToString());
        await tab.Page.GetByText("Total Activations").First.WaitForAsync();

        Assert.Empty(tab.Complaints.Snapshot());
        Assert.Empty(tab.ForeignRequests.Snapshot());
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = router.Url };
        using var anonymous = await http.GetAsync(new Uri("orleans/ClusterStats", UriKind.Relative));
        Assert.Contains((int)anonymous.StatusCode, (int[])[302, 401]);
    }

    private Task<RouterProcess> StartAsync(Uri receiver, IReadOnlyDictionary<string, string>? environment = null) => RouterProcess.StartReadyAsync(new()
    {
        DataDirectory = _directory.File("data"),
        ConfigFile = _directory.Write("router.yaml", SampleConfig.For(receiver)),
        Environment = environment ?? new Dictionary<string, string>(),
    });

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
