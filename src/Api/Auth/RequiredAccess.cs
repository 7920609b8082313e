using Microsoft.AspNetCore.Authorization;

namespace Router.Api.Auth;

/// <summary>The access that an endpoint asks for.</summary>
/// <param name="Access">The least that the caller must have.</param>
public sealed record RequiredAccess(Access Access) : IAuthorizationRequirement, IAuthorizationRequirementData
{
    /// <inheritdoc/>
    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [this];
}
