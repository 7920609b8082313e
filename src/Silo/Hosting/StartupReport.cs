using Router.Domain.Delivery;

namespace Router.Silo.Hosting;

/// <summary>The lines that a router prints once it is ready.</summary>
internal static class StartupReport
{
    /// <summary>One line each: dashboard, push URLs, admin key, and warnings.</summary>
    /// <param name="publicUrl">The public URL.</param>
    /// <param name="integrations">Every enabled integration's id and key.</param>
    /// <param name="showKeys">This start generated the config, so the push URLs are shown whole.</param>
    /// <param name="adminKeyFile">Where the admin key is.</param>
    /// <param name="isAdminKeyExposed">Others than its owner may read or write that file.</param>
    public static IEnumerable<string> Lines(
        Uri publicUrl, IEnumerable<(string Id, string Key)> integrations, bool showKeys, string adminKeyFile, bool isAdminKeyExposed)
    {
        var url = PublicUrl.Text(publicUrl);
        yield return $"dashboard {url}";
        foreach (var (id, key) in integrations)
            yield return $"push url {id} {(showKeys ? new RouterLinks(url).PushUrl(key) : PushUrl.Masked(url, key))}";
        yield return $"admin key {adminKeyFile}";
        if (isAdminKeyExposed)
            yield return $"warning: {adminKeyFile} can be read or written by others; chmod 600 {adminKeyFile}";
        if (PublicUrl.Warning(publicUrl) is { } warning)
            yield return $"warning: {warning}";
    }
}
