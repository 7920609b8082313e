using Microsoft.Playwright;

namespace Router.Acceptance.Dashboard;

/// <summary>Pictures of a page at phone and desktop width, light and dark, in the folder that <c>ROUTER_SCREENS</c> names; none without it.</summary>
internal static class Screens
{
    public static async Task TakeAsync(DashboardTab tab, string name)
    {
        if (Environment.GetEnvironmentVariable("ROUTER_SCREENS") is not { Length: > 0 } folder)
            return;
        foreach (var (width, height, size) in ((int, int, string)[])[(390, 844, "phone"), (1440, 900, "desktop")])
        {
            await tab.Page.SetViewportSizeAsync(width, height);
            foreach (var scheme in (ColorScheme[])[ColorScheme.Dark, ColorScheme.Light])
            {
                await tab.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
                await tab.Page.Locator($"html[data-theme={scheme.ToString().ToLowerInvariant()}]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
                await tab.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{size}-{scheme}.png"), FullPage = true });
            }
        }
    }
}
