using Microsoft.AspNetCore.Authorization;

namespace Router.Api.Auth;

/// <summary>Compares a caller's access with the required one.</summary>
internal sealed class RequiredAccessHandler : AuthorizationHandler<RequiredAccess>
{
    /// <inheritdoc/>
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, RequiredAccess requirement)
    {
        if (Caller.Of(context.User) is { } caller && caller.Access >= requirement.Access)
            context.Succeed(requirement);
        return Task.CompletedTask;
    }
}
