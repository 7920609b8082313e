using System.Text.RegularExpressions;

namespace Router.Domain.Configuration.Reading;

/// <summary>Reads the <c>sentry</c> of an integration.</summary>
internal static partial class SentryReader
{
    private const string Form = "{ url: https://sentry.io, organization: acme, token: \"${env:SENTRY_TOKEN}\" }";
    private static readonly Uri Cloud = new("https://sentry.io");

    public static SentryConfig? Read(Node node)
    {
        if (node.Map(Form) is not { } map)
            return null;
        var sentry = new SentryConfig
        {
            Url = map.Optional("url", Url) ?? Cloud,
            Organization = map.Required("organization", Organization) ?? "",
            Token = map.Required("token", Scalars.Secret) ?? "",
            AllowPrivate = map.Value("allowPrivate", Scalars.Boolean, false),
        };
        map.RefuseOthers();
        Scalars.WarnOfLoopback(map.Find("url"), sentry.Url, sentry.AllowPrivate);
        return sentry;
    }

    private static Uri? Url(Node node)
    {
        if (Scalars.Url(node) is not { } url)
            return null;
        if (url.Query.Length > 0 || url.Fragment.Length > 0 || url.AbsolutePath.Contains("/api/", StringComparison.Ordinal))
        {
            node.Error("the address of Sentry's pages is expected, such as https://sentry.io, without a path of its API");
            return null;
        }

        if (url.Scheme == Uri.UriSchemeHttp && !url.IsLoopback)
            node.Warn("without https the token can be read on its way");
        return url;
    }

    private static string? Organization(Node node)
    {
        if (node.Text() is not { } text)
            return null;
        if (OrganizationPattern().IsMatch(text))
            return text;
        node.Error($"{node.Show(text)} is no organisation's slug: 1 to 100 of A-Z, a-z, 0-9, _ and -");
        return null;
    }

    [GeneratedRegex(@"^[A-Za-z0-9_-]{1,100}\z")]
    private static partial Regex OrganizationPattern();
}
