using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Router.Acceptance.Driver;

namespace Router.Acceptance.Dashboard;

/// <summary>A tab with the dashboard, and what went wrong in it.</summary>
public sealed class DashboardTab : IAsyncDisposable
{
    private static readonly string[] Grave = ["serious", "critical"];

    private readonly IBrowserContext _context;

    private DashboardTab(IBrowserContext context, IPage page, Uri router) => (_context, Page, Address) = (context, page, router);

    public IPage Page { get; }

    /// <summary>The router's address.</summary>
    public Uri Address { get; }

    /// <summary>Requests to other hosts.</summary>
    public RecordedList<string> ForeignRequests { get; } = new();

    /// <summary>Errors and warnings of the console, violations of the policy among them, and uncaught exceptions.</summary>
    public RecordedList<string> Complaints { get; } = new();

    public static async Task<DashboardTab> OpenAsync(IBrowserContext context, Uri router)
    {
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(30_000);
        var tab = new DashboardTab(context, page, router);
        page.Request += (_, request) =>
        {
            if (new Uri(request.Url) is { Scheme: not ("data" or "blob") } url && url.Authority != router.Authority)
                tab.ForeignRequests.Add(request.Url);
        };
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                tab.Complaints.Add($"{message.Type}: {message.Text} {message.Location}");
        };
        page.PageError += (_, error) => tab.Complaints.Add(error);
        return tab;
    }

    /// <summary>Signs in with a key, which leads to the path that was asked for.</summary>
    public async Task SignInAsync(string key, string path = "")
    {
        await Page.GotoAsync(new Uri(Address, path).ToString());
        await Page.GetByLabel("Key").FillAsync(key);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Page.WaitForURLAsync(new Uri(Address, path).ToString());
    }

    /// <summary>Opens a page and waits until it is live.</summary>
    public async Task GoAsync(string path)
    {
        await Page.GotoAsync(new Uri(Address, path).ToString());
        await LiveAsync();
    }

    /// <summary>Waits until the server holds the page.</summary>
    public Task LiveAsync() => Page.Locator("html[data-live]").WaitForAsync(new() { State = WaitForSelectorState.Attached });

    /// <summary>What axe-core finds serious or critical, one line each, once nothing fades any more: half of a fade has half of the contrast.</summary>
    public async Task<IReadOnlyList<string>> SeriousAsync()
    {
        await Page.EvaluateAsync("""
            () => Promise.all(document.getAnimations()
                .filter(a => a.playState === 'running' && Number.isFinite(a.effect?.getComputedTiming().endTime))
                .map(a => a.finished.catch(() => {})))
            """);
        return [.. (await Page.RunAxe()).Violations.Where(v => Grave.Contains(v.Impact)).SelectMany(v => v.Nodes.Select(node => $"{v.Id}: {v.Help}: {node.Html}"))];
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
