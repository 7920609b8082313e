namespace Router.Silo.Hosting;

/// <summary>The URL that Sentry posts an integration's webhooks to; its last part is a secret.</summary>
internal static class PushUrl
{
    private const int ShownCharacters = 4;

    /// <summary>The whole URL.</summary>
    public static string Of(string publicUrl, string key) => $"{publicUrl}/webhooks/sentry/{key}";

    /// <summary>The URL with most of its key left out: enough to tell two apart.</summary>
    public static string Masked(string publicUrl, string key) => $"{publicUrl}/webhooks/sentry/{key[..Math.Min(ShownCharacters, key.Length / 4)]}...";
}
