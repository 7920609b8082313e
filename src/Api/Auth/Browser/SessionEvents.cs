using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Router.Api.Auth.Keys;
using Router.Api.Auth.Settings;

namespace Router.Api.Auth.Browser;

/// <summary>Checks a session on every call: it ends with its key, with the way of signing in, and after <see cref="SessionCookies.LongestLife"/>.</summary>
internal sealed class SessionEvents(KeyRing keys, AuthSettings settings, TimeProvider time) : CookieAuthenticationEvents
{
    private const string BegunAt = "begun";

    /// <inheritdoc/>
    public override Task SigningIn(CookieSigningInContext context)
    {
        if (!context.Properties.Items.ContainsKey(BegunAt))
            context.Properties.Items[BegunAt] = time.GetUtcNow().ToString("O");
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        if (IsYoung(context.Properties) && Caller.Of(context.Principal) is { } caller
            && (caller.IsPerson ? settings.Oidc is not null : await keys.CallerOfAsync(caller.Subject) is not null))
            return;
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(AuthSchemes.Cookie);
    }

    private bool IsYoung(AuthenticationProperties properties) =>
        properties.Items.TryGetValue(BegunAt, out var text)
        && DateTimeOffset.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var begun)
        && time.GetUtcNow() - begun < SessionCookies.LongestLife;
}
