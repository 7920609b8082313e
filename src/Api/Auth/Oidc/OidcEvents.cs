using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http;
using Router.Api.Auth.Browser;
using Router.Api.Auth.Failures;
using Router.Api.Auth.Settings;
using Router.Domain.Delivery;

namespace Router.Api.Auth.Oidc;

/// <summary>Our part in signing people in: the redirect URI, the role, and plain pages for who is refused.</summary>
internal sealed class OidcEvents(AuthSettings settings, RouterLinks links, AuthFailures failures, AuthMetrics metrics) : OpenIdConnectEvents
{
    /// <summary>What people may be called by, the best first.</summary>
    public static readonly string[] NameClaims = ["preferred_username", "email", "name"];

    private const int MaxName = 200;

    private readonly OidcSettings _oidc = settings.Oidc!;

    /// <inheritdoc/>
    public override Task RedirectToIdentityProvider(RedirectContext context)
    {
        context.ProtocolMessage.RedirectUri = links.PublicUrl + OidcSetup.CallbackPath;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override async Task TicketReceived(TicketReceivedContext context)
    {
        var person = context.Principal!;
        var name = NameOf(person);
        var roles = person.FindAll(_oidc.RoleClaim).Select(claim => _oidc.Roles.TryGetValue(claim.Value, out var access) ? access : (Access?)null);
        if (roles.Max() is { } highest)
        {
            var caller = new Caller($"{Caller.PersonPrefix}{person.FindFirstValue("sub")}", name, highest);
            context.Principal = caller.ToPrincipal(AuthSchemes.Cookie);
            metrics.OnSignedIn(AuthSchemes.Oidc);
            return;
        }

        await RefuseAsync(context, AuthFailureReason.NoRole, name, $"{name} has no role in this router; an admin of the identity provider can give one.", StatusCodes.Status403Forbidden);
    }

    /// <inheritdoc/>
    public override Task RemoteFailure(RemoteFailureContext context) => RefuseAsync(
        context, AuthFailureReason.ProviderAnswer, null, "The identity provider's answer can't be taken: it was refused there, is too old, or belongs to another browser. Start again.", StatusCodes.Status400BadRequest);

    private async Task RefuseAsync(HandleRequestContext<RemoteAuthenticationOptions> context, AuthFailureReason reason, string? name, string text, int status)
    {
        context.HandleResponse();
        if (failures.OnWrongCredentials(context.HttpContext, reason, name) is { } wait)
        {
            context.Response.Headers.RetryAfter = AuthAnswers.Seconds(wait);
            (text, status) = ("Too many failed sign-ins from this address; wait a minute.", StatusCodes.Status429TooManyRequests);
        }

        await SignInPage.Refusal(context.HttpContext, text, status).ExecuteAsync(context.HttpContext);
    }

    // With the subject, which nobody chooses for themselves: a name alone could be made to look like a colleague's.
    private static string NameOf(ClaimsPrincipal person)
    {
        var subject = person.FindFirstValue("sub") ?? "";
        var shown = NameClaims.Select(claim => person.FindFirstValue(claim)).FirstOrDefault(value => !string.IsNullOrWhiteSpace(value));
        var name = shown is null || shown == subject ? subject : $"{shown} ({subject})";
        return string.Concat(name.Where(c => !char.IsControl(c)).Take(MaxName));
    }
}
