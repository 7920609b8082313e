using Microsoft.Playwright;
using Router.Acceptance.Driver;
using Router.Api.Sentry.Samples;

namespace Router.Acceptance.Dashboard;

/// <summary>Lists longer than a window: scrolled, sorted, held still under the pointer, acted on by keys.</summary>
public sealed class LongListTest(Chromium chromium) : IClassFixture<Chromium>, IDisposable
{
    private const int Issues = 350;

    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [BrowserFact]
    public async Task List_is_scrolled_to_its_end_with_few_rows_drawn_at_a_time()
    {
        await using var router = await StartAsync();
        using var sender = await SendAsync(router, Issues);
        await using var tab = await OpenAsync(router, "issues?sort=-created");
        var rows = tab.Page.Locator("tr.entry");
        await rows.First.WaitForAsync();
        var drawn = 0;

        // The oldest came first of all: it stands at the end.
        await Eventually.FitsAsync(
            async () =>
            {
                await tab.Page.Mouse.WheelAsync(0, 4000);
                drawn = Math.Max(drawn, await rows.CountAsync());
                return await tab.Page.GetByText("Issue number 0", new() { Exact = true }).CountAsync();
            },
            found => found > 0, "the end of the list", TimeSpan.FromSeconds(60));

        Assert.InRange(drawn, 5, 80);
        await Assertions.Expect(tab.Page.Locator("table.rows")).ToHaveAttributeAsync("aria-rowcount", $"{Issues}");
        Assert.Empty(tab.Complaints.Snapshot());
    }

    [BrowserFact]
    public async Task Row_under_the_pointer_stays_until_the_pointer_goes()
    {
        await using var router = await StartAsync();
        using var sender = await SendAsync(router, 3);
        await using var tab = await OpenAsync(router, "issues");
        var first = tab.Page.Locator("tr.entry .c-title a").First;
        var titles = tab.Page.Locator("tr.entry .c-title a");
        await Assertions.Expect(titles).ToHaveCountAsync(3);
        await first.HoverAsync();
        var under = await first.InnerTextAsync();

        Assert.Equal(202, (await sender.SendAsync(Sample(7))).Status);
        await tab.Page.GetByText("1 new: show").WaitForAsync();
        Assert.Equal(under, await first.InnerTextAsync());
        await tab.Page.Mouse.MoveAsync(0, 0);

        await Assertions.Expect(titles).ToHaveCountAsync(4);
        await Assertions.Expect(first).ToHaveTextAsync("Issue number 7");
    }

    [BrowserFact]
    public async Task Sort_is_in_the_address_and_search_narrows()
    {
        await using var router = await StartAsync();
        using var sender = await SendAsync(router, 12);
        await using var tab = await OpenAsync(router, "issues");
        var first = tab.Page.Locator("tr.entry .c-title a").First;

        await tab.Page.GetByRole(AriaRole.Link, new() { Name = "First seen" }).ClickAsync();
        await Assertions.Expect(first).ToHaveTextAsync("Issue number 0");
        Assert.EndsWith("/issues?sort=created", tab.Page.Url, StringComparison.Ordinal);
        await sender.SendAsync(Sample(5));
        await tab.Page.GetByRole(AriaRole.Link, new() { Name = "Last seen" }).ClickAsync();
        await Assertions.Expect(first).ToHaveTextAsync("Issue number 5");
        await tab.Page.Keyboard.PressAsync("/");
        await tab.Page.Keyboard.TypeAsync("number 11");
        await tab.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(tab.Page.Locator("tr.entry")).ToHaveCountAsync(1);

        Assert.Contains("sort=-lastSeen", tab.Page.Url, StringComparison.Ordinal);
        Assert.Contains("q=number%2011", tab.Page.Url, StringComparison.Ordinal);
        Assert.Empty(tab.Complaints.Snapshot());
    }

    [BrowserFact]
    public async Task Selected_incidents_are_acknowledged_snoozed_and_resolved_together()
    {
        await using var router = await StartAsync();
        using var sender = await SendAsync(router, 3);
        await using var tab = await OpenAsync(router, "incidents");
        await Assertions.Expect(tab.Page.Locator("tr.entry")).ToHaveCountAsync(3);

        await tab.Page.GetByLabel("Select all loaded").CheckAsync();
        await tab.Page.GetByText("3 selected").WaitForAsync();
        await tab.Page.Keyboard.PressAsync("a");
        await ConfirmAsync("Acknowledge");
        await Assertions.Expect(tab.Page.Locator("tr.entry", new() { HasText = "Acknowledged" })).ToHaveCountAsync(3);
        await tab.Page.GetByLabel("Select all loaded").CheckAsync();
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Snooze" }).ClickAsync();
        await tab.Page.GetByText("2 hours", new() { Exact = true }).ClickAsync();
        await ConfirmAsync("Snooze");
        await tab.Page.GetByText("3: Snoozed").WaitForAsync();
        await tab.Page.GetByLabel("Select all loaded").CheckAsync();
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Resolve" }).ClickAsync();
        await ConfirmAsync("Resolve");
        await tab.Page.Mouse.MoveAsync(0, 0);

        await tab.Page.GetByText("No incident is open").WaitForAsync();
        Assert.Empty(tab.Complaints.Snapshot());

        Task ConfirmAsync(string verb) => tab.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = verb, Exact = true }).ClickAsync();
    }

    private Task<RouterProcess> StartAsync() => RouterProcess.StartReadyAsync(
        new() { DataDirectory = _directory.File("data"), ConfigFile = _directory.Write("router.yaml", SampleConfig.For(new("http://127.0.0.1:9")).Replace("sinks: [hook]", "sinks: []", StringComparison.Ordinal)) });

    /// <summary>The issues number 0, 1, 2 ..., each a second after the one before, minutes ago.</summary>
    private static async Task<SignedSender> SendAsync(RouterProcess router, int count)
    {
        var sender = new SignedSender(SampleConfig.PushUrl(router), SampleConfig.ClientSecret);
        for (var number = 0; number < count; number++)
            await Eventually.FitsAsync(() => sender.SendAsync(Sample(number, secondsAgo: 600 - number)), answer => answer.IsAccepted, $"issue {number} to be taken", TimeSpan.FromSeconds(30));
        return sender;
    }

    private static SentrySample Sample(int number, int secondsAgo = 0) => SentrySample.Create("event_alert.triggered", SignedSender.Fresh($"{5000 + number}") with
    {
        Title = $"Issue number {number}",
        Timestamp = TimeProvider.System.GetUtcNow().AddSeconds(-secondsAgo),
    });

    private async Task<DashboardTab> OpenAsync(RouterProcess router, string path)
    {
        var tab = await chromium.OpenAsync(router.Url);
        await tab.SignInAsync(await router.AdminKeyAsync(), path);
        await tab.LiveAsync();
        return tab;
    }
}
