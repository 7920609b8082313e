namespace Router.Silo.Hosting;

/// <summary>Reads what <c>--urls</c> and the setting <c>urls</c> say.</summary>
internal static class ListenUrls
{
    /// <summary>The URLs, at least one.</summary>
    /// <param name="text">Separated by <c>;</c>.</param>
    /// <exception cref="StartException">One of them can't be listened on.</exception>
    public static string[] Parse(string text)
    {
        var urls = text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var url in urls.DefaultIfEmpty(""))
        {
            // "+" and "*" are every address to Kestrel, but no host names to Uri.
            var plain = url.Replace("://+", "://localhost", StringComparison.Ordinal).Replace("://*", "://localhost", StringComparison.Ordinal);
            if (!Uri.TryCreate(plain, UriKind.Absolute, out var parsed) || parsed.Scheme is not ("http" or "https") || parsed.AbsolutePath != "/")
                throw new StartException($"--urls: '{url}' is not a URL such as {PublicUrl.DefaultListenUrl}");
        }

        return urls;
    }
}
