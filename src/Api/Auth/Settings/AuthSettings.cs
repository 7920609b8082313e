using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Router.Api.Auth.Settings;

/// <summary>The settings of the HTTP side's access: <c>Router:Oidc</c>, <c>Router:Cors</c>, <c>Router:ForwardedHeaders</c>.</summary>
internal sealed record AuthSettings
{
    /// <summary>OpenID Connect; null when it is not configured.</summary>
    public OidcSettings? Oidc { get; init; }

    /// <summary><c>Router:Cors:Origins</c>: other sites whose scripts may call the API with a key. Default none.</summary>
    public IReadOnlyList<string> CorsOrigins { get; init; } = [];

    /// <summary><c>Router:ForwardedHeaders:KnownProxies</c>: addresses or networks whose X-Forwarded-For and -Proto are believed. Default none.</summary>
    public IReadOnlyList<IPNetwork> KnownProxies { get; init; } = [];

    /// <summary>Reads them.</summary>
    /// <exception cref="OptionsValidationException">Some are wrong; the message names them.</exception>
    public static AuthSettings Read(IConfiguration configuration)
    {
        var errors = new List<string>();
        var settings = new AuthSettings
        {
            Oidc = OidcSettings.Read(configuration.GetSection(OidcSettings.Section), errors),
            CorsOrigins = [.. Values(configuration, "Router:Cors:Origins", errors, Origin)],
            KnownProxies = [.. Values(configuration, "Router:ForwardedHeaders:KnownProxies", errors, Network)],
        };
        return errors.Count == 0 ? settings : throw new OptionsValidationException("Router", typeof(AuthSettings), errors);
    }

    /// <summary>A list: <c>NAME:0</c>, <c>NAME:1</c>, or one value with commas.</summary>
    public static IEnumerable<string> Texts(IConfigurationSection section) =>
        (section.Value is { } value ? value.Split(',') : section.GetChildren().Select(child => child.Value ?? "")).Select(text => text.Trim()).Where(text => text.Length > 0);

    private static IEnumerable<T> Values<T>(IConfiguration configuration, string name, List<string> errors, Func<string, (T Value, string? Error)> parse)
    {
        foreach (var text in Texts(configuration.GetSection(name)))
        {
            var (value, error) = parse(text);
            if (error is null)
                yield return value;
            else
                errors.Add($"{name}: '{text}' {error}.");
        }
    }

    private static (string Value, string? Error) Origin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && text.Equals(url.GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase)
            ? (url.GetLeftPart(UriPartial.Authority), null)
            : ("", "is not an origin such as https://tools.example.com, without a path; every origin (*) is not offered");

    private static (IPNetwork Value, string? Error) Network(string text) =>
        IPAddress.TryParse(text, out var address) ? (new(address, address.GetAddressBytes().Length * 8), null)
        : IPNetwork.TryParse(text, out var network) ? (network, null)
        : (default, "is not an address such as 10.0.0.5 or a network such as 10.0.0.0/24");
}
