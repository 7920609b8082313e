using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Router.Domain.Delivery;

namespace Router.Api.Auth.Browser;

/// <summary>The browser's cookies: the session, and the half of the anti-forgery pair that is a cookie.</summary>
internal static class SessionCookies
{
    /// <summary>The header that browser calls carry the other half in; forms use the field that ASP.NET Core names.</summary>
    public const string AntiforgeryHeader = "X-Antiforgery-Token";

    private const string Session = "router-session";

    /// <summary>How long a session lasts without a call; each call within it starts it anew.</summary>
    public static readonly TimeSpan IdleLife = TimeSpan.FromHours(8);

    /// <summary>How long a session lasts at most.</summary>
    public static readonly TimeSpan LongestLife = TimeSpan.FromDays(7);

    public static void Configure(CookieAuthenticationOptions options, RouterLinks links)
    {
        Secure(options.Cookie, Session, links);
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.ExpireTimeSpan = IdleLife;
        options.SlidingExpiration = true;
        options.EventsType = typeof(SessionEvents);
    }

    public static void Configure(AntiforgeryOptions options, RouterLinks links)
    {
        Secure(options.Cookie, "router-antiforgery", links);
        options.Cookie.SameSite = SameSiteMode.Strict;
        options.HeaderName = AntiforgeryHeader;
        options.SuppressXFrameOptionsHeader = true;
    }

    /// <summary>Whether people reach the router by https, perhaps through a proxy that ends TLS.</summary>
    public static bool IsHttps(RouterLinks links) => links.PublicUrl.StartsWith("https:", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a call was authenticated by the session cookie.</summary>
    public static bool IsSession(HttpContext context) =>
        context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Ticket?.AuthenticationScheme == AuthSchemes.Cookie;

    /// <summary>The session's cookie.</summary>
    public static string SessionName(RouterLinks links) => NameOf(Session, links);

    // The prefix makes browsers refuse such a cookie from another host or without https.
    private static string NameOf(string name, RouterLinks links) => IsHttps(links) ? $"__Host-{name}" : name;

    private static void Secure(CookieBuilder cookie, string name, RouterLinks links)
    {
        cookie.Name = NameOf(name, links);
        cookie.Path = "/";
        cookie.HttpOnly = true;
        cookie.SecurePolicy = IsHttps(links) ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
    }
}
