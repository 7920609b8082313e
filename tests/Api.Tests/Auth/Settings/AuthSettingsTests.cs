using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Router.Api.Auth;
using Router.Api.Auth.Settings;

namespace Router.Api.Tests.Auth.Settings;

public class AuthSettingsTests
{
    private static readonly (string Key, string Value)[] Oidc =
    [
        ("Router:Oidc:Authority", "https://login.example.com/realms/acme"),
        ("Router:Oidc:ClientId", "router"),
        ("Router:Oidc:ClientSecret", "the-client-secret"),
        ("Router:Oidc:Roles:sre", "operator"),
        ("Router:Oidc:Roles:Platform Admins", "admin"),
    ];

    [Fact]
    public void Nothing_set_is_nothing_open()
    {
        var settings = Read();

        Assert.Null(settings.Oidc);
        Assert.Empty(settings.CorsOrigins);
        Assert.Empty(settings.KnownProxies);
    }

    [Fact]
    public void Provider_has_defaults()
    {
        var oidc = Read(Oidc).Oidc!;

        Assert.Equal(("role", true), (oidc.RoleClaim, oidc.RequireHttpsMetadata));
        Assert.Equal(["openid", "profile"], oidc.Scopes);
        Assert.Equal(Access.Admin, oidc.Roles["Platform Admins"]);
        Assert.DoesNotContain("the-client-secret", oidc.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Lists_are_taken_in_both_forms()
    {
        var settings = Read(("Router:Cors:Origins", "https://a.example, https://b.example:8443"), ("Router:ForwardedHeaders:KnownProxies:0", "10.0.0.5"), ("Router:ForwardedHeaders:KnownProxies:1", "fd00::/8"));

        Assert.Equal(["https://a.example", "https://b.example:8443"], settings.CorsOrigins);
        Assert.Equal([IPNetwork.Parse("10.0.0.5/32"), IPNetwork.Parse("fd00::/8")], settings.KnownProxies);
    }

    [Theory]
    [InlineData("Router:Oidc:Authority", "login.example.com")]
    [InlineData("Router:Oidc:Authority", "http://login.example.com")]
    [InlineData("Router:Oidc:ClientId", " ")]
    [InlineData("Router:Oidc:Roles:sre", "root")]
    [InlineData("Router:Oidc:Audience", "x")]
    [InlineData("Router:Cors:Origins:0", "*")]
    [InlineData("Router:Cors:Origins:0", "https://a.example/path")]
    [InlineData("Router:Cors:Origins:0", "null")]
    [InlineData("Router:ForwardedHeaders:KnownProxies:0", "proxy.example.com")]
    public void Wrong_setting_is_named(string key, string value)
    {
        var exception = Assert.Throws<OptionsValidationException>(() => Read([.. Oidc.Where(o => o.Key != key), (key, value)]));

        Assert.Contains(key.TrimEnd(':', '0'), Assert.Single(exception.Failures), StringComparison.Ordinal);
        Assert.DoesNotContain("the-client-secret", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Provider_without_roles_is_an_error() =>
        Assert.Contains("Router:Oidc:Roles", Assert.Throws<OptionsValidationException>(() => Read(Oidc[..3])).Message, StringComparison.Ordinal);

    private static AuthSettings Read(params (string Key, string Value)[] values) => AuthSettings.Read(
        new ConfigurationBuilder().AddInMemoryCollection(values.Select(v => KeyValuePair.Create(v.Key, (string?)v.Value))).Build());
}
