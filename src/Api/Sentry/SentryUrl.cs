namespace Router.Api.Sentry;

/// <summary>
/// Reads slugs out of Sentry's links, for the bodies that carry them nowhere else:
/// <c>/api/0/projects/{org}/{project}/events/…</c>, <c>/organizations/{org}/issues/…</c>,
/// <c>/{org}/{project}/issues/…</c> (Sentry 9 and older) and <c>https://{org}.sentry.io/issues/…</c>.
/// </summary>
internal static class SentryUrl
{
    private const string Subdomain = ".sentry.io";

    /// <summary>The organisation's slug, or null.</summary>
    public static string? Organization(string? url)
    {
        if (!TrySplit(url, out var host, out var path))
            return null;
        if (After(path, "/projects/") is { Length: > 0 } inProjects)
            return Segment(inProjects, 0);
        if (After(path, "/organizations/") is { Length: > 0 } inOrganizations)
            return Segment(inOrganizations, 0);
        if (path.StartsWith("/issues/", StringComparison.Ordinal) && host.EndsWith(Subdomain, StringComparison.OrdinalIgnoreCase))
            return host[..^Subdomain.Length].ToString();
        return IsOldPath(path) ? Segment(path[1..], 0) : null;
    }

    /// <summary>The project's slug, or null.</summary>
    public static string? Project(string? url)
    {
        if (!TrySplit(url, out _, out var path))
            return null;
        if (After(path, "/projects/") is { Length: > 0 } inProjects)
            return Segment(inProjects, 1);
        return IsOldPath(path) ? Segment(path[1..], 1) : null;
    }

    /// <summary>Is it a link that people may be given?</summary>
    public static bool IsWeb(string url) =>
        url.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || url.StartsWith("http://", StringComparison.OrdinalIgnoreCase);

    private static bool IsOldPath(ReadOnlySpan<char> path) =>
        path.Length > 1 && Segment(path[1..], 2) is "issues" or "group" && Segment(path[1..], 0) is not ("api" or "organizations");

    private static bool TrySplit(ReadOnlySpan<char> url, out ReadOnlySpan<char> host, out ReadOnlySpan<char> path)
    {
        host = path = default;
        var scheme = url.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0)
            return false;
        var rest = url[(scheme + 3)..];
        var end = rest.IndexOfAny('?', '#');
        rest = end < 0 ? rest : rest[..end];
        var slash = rest.IndexOf('/');
        if (slash < 0)
            return false;
        host = rest[..slash];
        path = rest[slash..];
        return true;
    }

    private static ReadOnlySpan<char> After(ReadOnlySpan<char> path, string mark)
    {
        var at = path.IndexOf(mark, StringComparison.Ordinal);
        return at < 0 ? default : path[(at + mark.Length)..];
    }

    private static string? Segment(ReadOnlySpan<char> path, int index)
    {
        foreach (var range in path.Split('/'))
        {
            if (index-- == 0)
                return path[range].IsEmpty ? null : path[range].ToString();
        }

        return null;
    }
}
