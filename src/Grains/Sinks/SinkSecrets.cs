namespace Router.Grains.Sinks;

/// <summary>What of a sink's config must never be shown, should a receiver repeat it in its answer.</summary>
internal static class SinkSecrets
{
    /// <summary>The parts of a URL that may be secrets (all but scheme, host and short paths), and further secrets.</summary>
    public static IReadOnlyList<string> Of(Uri url, params ReadOnlySpan<string?> others)
    {
        var secrets = new List<string>();
        foreach (var part in (ReadOnlySpan<string?>)[url.PathAndQuery, url.AbsolutePath, url.Query.TrimStart('?'), url.UserInfo, .. others])
        {
            if (part is { Length: >= 8 })
                secrets.Add(part);
        }

        return secrets;
    }
}
