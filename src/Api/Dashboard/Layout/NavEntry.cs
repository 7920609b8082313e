using MudBlazor;

namespace Router.Api.Dashboard.Layout;

/// <summary>A page in the navigation.</summary>
/// <param name="Title">What it is called, there and as the page's title.</param>
/// <param name="Path">Its path without the leading slash; empty is the start page.</param>
/// <param name="Icon">An SVG of <see cref="Icons"/>.</param>
/// <param name="Group">The heading that it stands under; null is none.</param>
internal sealed record NavEntry(string Title, string Path, string Icon, string? Group = null)
{
    /// <summary>The pages that there are, in order. A new page adds itself here.</summary>
    public static IReadOnlyList<NavEntry> All { get; } =
    [
        new("Overview", "", Icons.Material.Rounded.SpaceDashboard),
        new("Incidents", "incidents", Icons.Material.Rounded.NotificationsActive),
        new("Issues", "issues", Icons.Material.Rounded.BugReport),
        new("Deliveries", "deliveries", Icons.Material.Rounded.Send),
        new("Integrations", "integrations", Icons.Material.Rounded.Cable, "Settings"),
        new("Config", "config", Icons.Material.Rounded.Tune, "Settings"),
        new("Silences", "silences", Icons.Material.Rounded.NotificationsPaused, "Settings"),
        new("Sinks", "sinks", Icons.Material.Rounded.Campaign, "Settings"),
        new("Cluster", "cluster", Icons.Material.Rounded.Hub, "Settings"),
    ];
}
