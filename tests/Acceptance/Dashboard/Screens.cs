using Microsoft.Playwright;

namespace Router.Acceptance.Dashboard;

/// <summary>
/// A page at phone and desktop width, light and dark; and pictures of that in the folder that <c>ROUTER_SCREENS</c> names, none without it,
/// after a day of <c>ROUTER_SCREENS_MINUTES</c> (default 5).
/// </summary>
internal static class Screens
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("ROUTER_SCREENS") is { Length: > 0 } folder ? folder : null;

    /// <summary>For how long data comes in before pictures are taken; zero when none are.</summary>
    public static TimeSpan Duration => Folder is null ? TimeSpan.Zero : TimeSpan.FromMinutes(int.TryParse(Environment.GetEnvironmentVariable("ROUTER_SCREENS_MINUTES"), out var minutes) ? minutes : 5);

    /// <summary>Does something with each of the four.</summary>
    public static async Task EachAsync(DashboardTab tab, Func<string, string, Task> look)
    {
        foreach (var (width, height, size) in ((int, int, string)[])[(390, 844, "phone"), (1440, 900, "desktop")])
        {
            await tab.Page.SetViewportSizeAsync(width, height);
            foreach (var scheme in (ColorScheme[])[ColorScheme.Dark, ColorScheme.Light])
            {
                await tab.Page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
                await tab.Page.Locator($"html[data-theme={scheme.ToString().ToLowerInvariant()}]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
                await look(size, $"{scheme}");
            }
        }
    }

    /// <summary>Takes the pictures, when they are wanted.</summary>
    public static Task TakeAsync(DashboardTab tab, string name) => Folder is null
        ? Task.CompletedTask
        : EachAsync(tab, (size, scheme) => tab.Page.ScreenshotAsync(new() { Path = Path.Combine(Folder, $"{name}-{size}-{scheme}.png"), FullPage = true }));
}
