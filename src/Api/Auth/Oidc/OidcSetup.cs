using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Router.Api.Auth.Browser;
using Router.Api.Auth.Settings;
using Router.Domain.Delivery;

namespace Router.Api.Auth.Oidc;

/// <summary>ASP.NET Core's OpenID Connect: code flow with PKCE; the session is our cookie, no token of the provider is kept.</summary>
internal static class OidcSetup
{
    /// <summary>Where the provider sends people back to.</summary>
    public const string CallbackPath = "/signin/oidc";

    public static void Add(AuthenticationBuilder authentication, OidcSettings settings)
    {
        authentication.Services.AddScoped<OidcEvents>();
        authentication.AddOpenIdConnect(AuthSchemes.Oidc, options => Configure(options, settings));
        authentication.Services.AddOptions<OpenIdConnectOptions>(AuthSchemes.Oidc).Configure<RouterLinks, TimeProvider>(ConfigureCookies);
    }

    private static void Configure(OpenIdConnectOptions options, OidcSettings settings)
    {
        options.Authority = settings.Authority.AbsoluteUri;
        options.ClientId = settings.ClientId;
        options.ClientSecret = settings.ClientSecret;
        options.RequireHttpsMetadata = settings.RequireHttpsMetadata;
        options.SignInScheme = AuthSchemes.Cookie;
        options.CallbackPath = CallbackPath;
        options.ResponseType = OpenIdConnectResponseType.Code;
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.UsePkce = true;
        options.SaveTokens = false;
        options.DisableTelemetry = true;
        options.MapInboundClaims = false;
        options.GetClaimsFromUserInfoEndpoint = true;
        options.ClaimActions.MapJsonKey(settings.RoleClaim, settings.RoleClaim);
        foreach (var claim in OidcEvents.NameClaims)
            options.ClaimActions.MapUniqueJsonKey(claim, claim);
        options.Scope.Clear();
        foreach (var scope in settings.Scopes)
            options.Scope.Add(scope);
        options.EventsType = typeof(OidcEvents);
    }

    // The provider's answer is a top-level GET, so Lax cookies come with it, over plain http too.
    private static void ConfigureCookies(OpenIdConnectOptions options, RouterLinks links, TimeProvider time)
    {
        options.TimeProvider = time;
        foreach (var cookie in (CookieBuilder[])[options.CorrelationCookie, options.NonceCookie])
        {
            cookie.SameSite = SameSiteMode.Lax;
            cookie.SecurePolicy = SessionCookies.IsHttps(links) ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        }
    }
}
