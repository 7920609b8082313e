using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Router.Api.Auth.Failures;
using Router.Api.Auth.Keys;
using Router.Api.Auth.Settings;

namespace Router.Api.Auth.Browser;

/// <summary><c>GET</c> and <c>POST /signin</c>, <c>GET /signin/provider</c>, <c>POST /signout</c>.</summary>
internal static partial class SignInEndpoints
{
    private const long MaxFormBytes = 16 * 1024;

    public static void Map(IEndpointRouteBuilder routes, AuthSettings settings)
    {
        routes.MapGet("/signin", Show).AllowAnonymous().ExcludeFromDescription();
        routes.MapPost("/signin", SignInAsync).AllowAnonymous().ExcludeFromDescription();
        routes.MapPost("/signout", (Delegate)SignOutAsync).AllowAnonymous().ExcludeFromDescription();
        if (settings.Oidc is not null)
            routes.MapGet("/signin/provider", ToProviderAsync).AllowAnonymous().ExcludeFromDescription();
    }

    private static IResult Show(HttpContext context, IAntiforgery antiforgery, AuthSettings settings, string? returnUrl) =>
        SignInPage.Form(context, antiforgery, settings.Oidc is not null, LocalUrl.Of(returnUrl));

    private static async Task<IResult> SignInAsync(HttpContext context, IAntiforgery antiforgery, AuthSettings settings, KeyRing keys, AuthFailures failures, AuthMetrics metrics)
    {
        if (context.Request.ContentLength is null or > MaxFormBytes || !context.Request.HasFormContentType)
            return SignInPage.Refusal(context, "This is not the sign-in form.", StatusCodes.Status400BadRequest);
        if (!await antiforgery.IsRequestValidAsync(context))
            return SignInPage.Form(context, antiforgery, settings.Oidc is not null, "/", "The form was too old or not ours; try again.", StatusCodes.Status400BadRequest);
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var returnUrl = LocalUrl.Of(form["returnUrl"]);
        var (caller, failure) = await keys.CheckAsync(form["key"].ToString().Trim());
        if (caller is null)
        {
            if (failures.OnWrongCredentials(context, failure) is not { } wait)
                return SignInPage.Form(context, antiforgery, settings.Oidc is not null, returnUrl, "This key is not known, or it is revoked or has expired.", StatusCodes.Status401Unauthorized);
            context.Response.Headers.RetryAfter = AuthAnswers.Seconds(wait);
            return SignInPage.Refusal(context, "Too many wrong keys from this address; wait a minute.", StatusCodes.Status429TooManyRequests);
        }

        await context.SignInAsync(AuthSchemes.Cookie, caller.ToPrincipal(AuthSchemes.Cookie));
        metrics.OnSignedIn(AuthSchemes.Key);
        return SeeOther(context, returnUrl);
    }

    private static async Task<IResult> SignOutAsync(HttpContext context)
    {
        await context.SignOutAsync(AuthSchemes.Cookie);
        return SeeOther(context, AuthAnswers.SignInPath);
    }

    private static async Task<IResult> ToProviderAsync(HttpContext context, ILogger<AuthFailures> logger, string? returnUrl)
    {
        try
        {
            await context.ChallengeAsync(AuthSchemes.Oidc, new() { RedirectUri = context.Request.PathBase + LocalUrl.Of(returnUrl) });
            return TypedResults.Empty;
        }
        catch (Exception exception) when (exception is (InvalidOperationException or HttpRequestException or IOException or OpenIdConnectProtocolException) && !context.Response.HasStarted)
        {
            LogProviderUnreachable(logger, exception);
            return SignInPage.Refusal(context, "The identity provider does not answer, or refuses this router; the router's log says why.", StatusCodes.Status503ServiceUnavailable);
        }
    }

    // The browser asks for the next page by GET.
    private static IResult SeeOther(HttpContext context, string url)
    {
        context.Response.Headers.Location = context.Request.PathBase + url;
        return TypedResults.StatusCode(StatusCodes.Status303SeeOther);
    }

    [LoggerMessage(1402, LogLevel.Error, "The OpenID provider does not answer or refuses this router; see Router:Oidc")]
    private static partial void LogProviderUnreachable(ILogger logger, Exception exception);
}
