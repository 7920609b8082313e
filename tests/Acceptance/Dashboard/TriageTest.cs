using System.Text.RegularExpressions;
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

        await one.Page.Keyboard.PressAsync("j");
        await one.Page.Keyboard.PressAsync("x");
        await one.Page.GetByText("1 selected").WaitForAsync();
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

    [BrowserFact]
    public async Task Incident_page_shows_the_attempts_and_what_a_person_does()
    {
        await using var receiver = await TestReceiver.StartAsync();
        await using var router = await StartAsync(receiver);
        using var sender = new SignedSender(SampleConfig.PushUrl(router), SampleConfig.ClientSecret);
        await sender.WarmUpAsync();
        await using var tab = await OpenAsync(router, "incidents");

        await tab.Page.Locator(".c-title a").ClickAsync();
        await tab.Page.GetByText("attempt 1: delivered, answer 200").WaitForAsync();
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Snooze" }).ClickAsync();
        await tab.Page.GetByText("2 hours", new() { Exact = true }).ClickAsync();
        var dialog = tab.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Textbox).FillAsync("a deploy is under way");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Snooze", Exact = true }).ClickAsync();

        await tab.Page.GetByText("snoozed until").WaitForAsync();
        await tab.Page.GetByText("Snoozed by admin").WaitForAsync();
        await tab.Page.GetByText("a deploy is under way").WaitForAsync();
        Assert.Empty(tab.Complaints.Snapshot());
    }

    [BrowserFact]
    public async Task Issue_page_explains_every_webhook_and_shows_the_stored_state()
    {
        await using var receiver = await TestReceiver.StartAsync();
        await using var router = await StartAsync(receiver);
        using var sender = new SignedSender(SampleConfig.PushUrl(router), SampleConfig.ClientSecret);
        await sender.WarmUpAsync();
        await using var tab = await OpenAsync(router, "issues");

        await tab.Page.Locator(".c-title a").ClickAsync();
        await tab.Page.GetByText("Lives on silo").WaitForAsync();
        await tab.Page.Locator("dd").GetByText(new Regex(@"^127\.0\.0\.1:\d+$")).WaitForAsync();
        var sample = SentrySample.Create("event_alert.triggered", SignedSender.Fresh("1"));
        await sender.SendAsync(sample);
        Assert.Equal("duplicate", (await sender.SendAsync(sample)).Outcome);
        await tab.Page.GetByText(new Regex("^1 of the last [2-9] webhooks$")).WaitForAsync();
        await tab.Page.GetByText("Why: receipt").Last.ClickAsync();
        await tab.Page.Locator(".verdicts .chip.good").GetByText("matched").WaitForAsync();
        await tab.Page.Locator("pre").Filter(new() { HasText = "Its signature was right" }).WaitForAsync();
        await tab.Page.GetByText("Show the JSON as it is stored").ClickAsync();
        await tab.Page.Locator("pre").Filter(new() { HasText = "\"lastTrigger\"" }).WaitForAsync();
        await sender.SendAsync(SentrySample.Create("issue.resolved", SignedSender.Fresh("1")));
        await tab.Page.Locator(".chips").GetByText("Resolved").WaitForAsync();

        Assert.Empty(tab.Complaints.Snapshot());
        Assert.Empty(tab.ForeignRequests.Snapshot());
    }

    [BrowserFact]
    public async Task Issue_page_lists_its_deliveries_with_their_attempts_and_the_sinks_answers()
    {
        await using var receiver = await TestReceiver.StartAsync();
        receiver.Answer = call => call.Attempt == 1 ? 503 : 200;
        await using var router = await StartAsync(receiver);
        using var sender = new SignedSender(SampleConfig.PushUrl(router), SampleConfig.ClientSecret);
        await using var tab = await OpenAsync(router, "issues");
        await sender.WarmUpAsync();

        await tab.Page.Locator(".c-title a").ClickAsync();
        var delivery = tab.Page.Locator("li").Filter(new() { HasText = "hook: triggered, notification 1" });
        await delivery.GetByText("attempt 2: delivered, answer 200").WaitForAsync();
        await delivery.GetByText("attempt 1: retrying, answer 503").WaitForAsync();
        await delivery.GetByRole(AriaRole.Link, new() { Name = "notification 1" }).ClickAsync();
        await tab.Page.WaitForURLAsync(url => url.Contains("/incidents/", StringComparison.Ordinal));

        Assert.Empty(await tab.SeriousAsync());
        Assert.Empty(tab.Complaints.Snapshot());
    }

    [BrowserFact]
    public async Task Dead_letter_is_shown_with_the_sinks_answer_and_retried()
    {
        await using var receiver = await TestReceiver.StartAsync();
        receiver.Answer = _ => 400;
        await using var router = await StartAsync(receiver);
        using var sender = new SignedSender(SampleConfig.PushUrl(router), SampleConfig.ClientSecret);
        await using var tab = await OpenAsync(router, "deliveries");
        await sender.WarmUpAsync();

        await tab.Page.GetByText("Answer 400: it does not take this message").WaitForAsync();
        receiver.Answer = _ => 200;
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Retry", Exact = true }).ClickAsync();
        await tab.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Retry", Exact = true }).ClickAsync();

        await receiver.Calls.FirstAsync(call => call.Attempt == 2, "the retry", TimeSpan.FromSeconds(20));
        await tab.Page.GetByText("Nothing waits").WaitForAsync();
        Assert.Empty(tab.Complaints.Snapshot());
    }

    [BrowserFact]
    public async Task Viewer_is_offered_no_action()
    {
        await using var receiver = await TestReceiver.StartAsync();
        await using var router = await StartAsync(receiver);
        using var sender = new SignedSender(SampleConfig.PushUrl(router), SampleConfig.ClientSecret);
        await sender.WarmUpAsync();
        await using var tab = await chromium.OpenAsync(router.Url);
        await tab.SignInAsync(await Demo.ViewerKeyAsync(router), "incidents");
        await tab.LiveAsync();
        await tab.Page.Locator(".c-title a").WaitForAsync();

        Assert.Equal(0, await tab.Page.GetByRole(AriaRole.Checkbox).CountAsync());
        Assert.Equal(0, await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Acknowledge" }).CountAsync());
    }

    [BrowserFact]
    public async Task Pages_have_no_serious_violation_of_accessibility()
    {
        await using var receiver = await TestReceiver.StartAsync();
        receiver.Answer = _ => 400;
        await using var router = await StartAsync(receiver);
        using var sender = new SignedSender(SampleConfig.PushUrl(router), SampleConfig.ClientSecret);
        await sender.WarmUpAsync();
        await sender.SendAsync("event_alert.triggered", "2");
        foreach (var (scheme, width) in ((ColorScheme, int)[])[(ColorScheme.Light, 1440), (ColorScheme.Dark, 390)])
        {
            await using var tab = await OpenAsync(router, "incidents", new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 900 } });
            foreach (var (list, detail) in ((string, string?)[])[("incidents", ".timeline"), ("issues", ".timeline"), ("deliveries", null)])
            {
                await tab.GoAsync(list);
                await tab.Page.Locator(".c-title a").First.WaitForAsync();
                Assert.Empty(await tab.SeriousAsync());
                Assert.Equal(width, await tab.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
                if (detail is null)
                    continue;
                await tab.Page.Locator(".c-title a").First.ClickAsync();
                await tab.Page.Locator(detail).First.WaitForAsync();
                Assert.Empty(await tab.SeriousAsync());
                Assert.Equal(width, await tab.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
            }
        }
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
