namespace Router.Api.Dashboard.Pages;

/// <summary>The share of webhooks that became no notification.</summary>
internal static class Noise
{
    /// <summary>In whole percent, rounded down: 100 only when nothing was told; 0 when more was told than came.</summary>
    /// <param name="received">Webhooks, more than 0.</param>
    /// <param name="notified">Notifications.</param>
    public static int Share(long received, long notified) => (int)Math.Max(0, 100 * (received - notified) / received);
}
