using Microsoft.AspNetCore.Components.Authorization;
using Router.Api.Auth;

namespace Router.Api.Dashboard;

/// <summary>Who acts on an open page, asked at every action: the session may have ended, and what is not offered can still be sent.</summary>
internal sealed class DashboardActor(AuthenticationStateProvider session)
{
    /// <summary>The name for the audit.</summary>
    /// <param name="needed">What the action asks for.</param>
    /// <exception cref="UnauthorizedAccessException">The person may not do this, or no longer.</exception>
    public async Task<string> RequireAsync(Access needed) =>
        Caller.Of((await session.GetAuthenticationStateAsync()).User) is { } caller && caller.Access >= needed
            ? caller.Name
            : throw new UnauthorizedAccessException($"This needs the role {Roles.NameOf(needed)}.");
}
