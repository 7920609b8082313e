namespace Router.Domain;

/// <summary>A URL from outside that a page or a mail may link to.</summary>
public static class WebLink
{
    /// <summary>The URL when it is absolute and http or https; else null: a link of another kind could run something.</summary>
    public static Uri? Of(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var parsed) && (parsed.Scheme == Uri.UriSchemeHttps || parsed.Scheme == Uri.UriSchemeHttp) ? parsed : null;
}
