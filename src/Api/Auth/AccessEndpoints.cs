using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Router.Api.Auth;

/// <summary>Says what an endpoint asks of its caller, and who the caller is.</summary>
public static class AccessEndpoints
{
    /// <summary>Lets callers with less access be answered 403.</summary>
    public static TBuilder RequireAccess<TBuilder>(this TBuilder endpoint, Access access)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new RequiredAccess(access));

    /// <summary>The caller's name for the audit: of the key or the person.</summary>
    public static string Actor(this HttpContext context) => context.User.Identity?.Name ?? "admin";
}
