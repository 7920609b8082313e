using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Router.Api.Auth;

/// <summary>Says what an endpoint asks of its caller, and who the caller is.</summary>
public static class AccessEndpoints
{
    /// <summary>Lets callers with less access be answered 403. An endpoint that says nothing needs <see cref="Access.Viewer"/>, unless it is <c>AllowAnonymous</c>.</summary>
    public static TBuilder RequireAccess<TBuilder>(this TBuilder endpoint, Access access)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new RequiredAccess(access));

    /// <summary>The caller's name for the audit: of the key or the person.</summary>
    /// <exception cref="InvalidOperationException">Nobody is signed in: the endpoint is open to everyone.</exception>
    public static string Actor(this HttpContext context) =>
        context.User.Identity?.Name ?? throw new InvalidOperationException($"{context.Request.Path} acts for a caller, but lets in callers without a name.");
}
