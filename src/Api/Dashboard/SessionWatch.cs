using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.Extensions.Logging;
using Router.Api.Auth;
using Router.Api.Auth.Keys;
using Router.Api.Auth.Settings;

namespace Router.Api.Dashboard;

/// <summary>Ends what an open page may do when its key is revoked or expires, or the way of signing in is taken away: a page makes no calls that would be checked.</summary>
internal sealed class SessionWatch(ILoggerFactory loggers, KeyRing keys, AuthSettings settings) : RevalidatingServerAuthenticationStateProvider(loggers)
{
    /// <inheritdoc/>
    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        Caller.Of(authenticationState.User) is { } caller && (caller.IsPerson ? settings.Oidc is not null : await keys.CallerOfAsync(caller.Subject) is not null);
}
