using Router.Domain.Delivery;

namespace Router.Silo.Hosting;

/// <summary>The URL that Sentry posts an integration's webhooks to; its last part is a secret.</summary>
internal static class PushUrl
{
    private const int ShownCharacters = 4;

    /// <summary>The URL with most of its key left out: enough to tell two apart.</summary>
    public static string Masked(string publicUrl, string key) =>
        new RouterLinks(publicUrl).PushUrl($"{key[..Math.Min(ShownCharacters, key.Length / 4)]}...");
}
