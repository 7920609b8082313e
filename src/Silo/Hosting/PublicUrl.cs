using System.Net;
using System.Net.Sockets;

namespace Router.Silo.Hosting;

/// <summary>The URL that Sentry and people reach this router by.</summary>
internal static class PublicUrl
{
    /// <summary>Where it listens unless told otherwise.</summary>
    public const string DefaultListenUrl = "http://localhost:8080";

    private static readonly string[] LocalSuffixes = [".localhost", ".local", ".internal", ".lan", ".home.arpa"];

    private static readonly IPNetwork[] Private =
    [
        IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.168.0.0/16"), IPNetwork.Parse("169.254.0.0/16"),
        IPNetwork.Parse("100.64.0.0/10"), IPNetwork.Parse("0.0.0.0/8"), IPNetwork.Parse("fc00::/7"), IPNetwork.Parse("fe80::/10"), IPNetwork.Parse("::/128"),
    ];

    /// <summary>The configured URL, else the first that the router listens on, with <c>localhost</c> for "every address"; without a slash at its end.</summary>
    /// <param name="configured"><c>Router:PublicUrl</c>; null or empty when it is not set.</param>
    /// <param name="listening">What the server listens on, as it says it; at least one.</param>
    /// <exception cref="InvalidSettingException">The configured one is not an absolute http or https URL without query and fragment.</exception>
    public static Uri Resolve(string? configured, IEnumerable<string> listening)
    {
        if (!string.IsNullOrWhiteSpace(configured))
        {
            return Uri.TryCreate(configured.TrimEnd('/'), UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && (url.Query + url.Fragment).Length == 0
                ? url
                : throw new InvalidSettingException($"Router:PublicUrl: '{configured}' is not a URL such as https://router.example.com");
        }

        var first = BindingAddress(listening.First());
        return new(first.TrimEnd('/'));
    }

    /// <summary>Why Sentry's cloud can't reach it, or null when it looks reachable.</summary>
    public static string? Warning(Uri url)
    {
        var why = IsLocal(url) ? $"Sentry's cloud can't reach {url.Host}"
            : url.Scheme != Uri.UriSchemeHttps ? "plain http shows push keys and alerts to everyone on the way"
            : null;
        return why is null ? null : $"public URL {Text(url)}: {why}; set Router__PublicUrl to the https URL that Sentry is to call";
    }

    /// <summary>The URL as text without a slash at its end: what links start with.</summary>
    public static string Text(Uri url) => url.AbsoluteUri.TrimEnd('/');

    private static string BindingAddress(string listening) =>
        listening.Replace("://+", "://localhost", StringComparison.Ordinal).Replace("://*", "://localhost", StringComparison.Ordinal)
            .Replace("://0.0.0.0", "://localhost", StringComparison.Ordinal).Replace("://[::]", "://localhost", StringComparison.Ordinal);

    private static bool IsLocal(Uri url)
    {
        if (url.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6)
        {
            var address = IPAddress.Parse(url.Host);
            if (address is { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: true })
                address = address.MapToIPv4();
            return IPAddress.IsLoopback(address) || Array.Exists(Private, network => network.Contains(address));
        }

        return !url.Host.Contains('.', StringComparison.Ordinal)
            || Array.Exists(LocalSuffixes, suffix => url.Host.EndsWith(suffix, StringComparison.OrdinalIgnoreCase));
    }
}
