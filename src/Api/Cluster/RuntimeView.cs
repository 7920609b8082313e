using Microsoft.AspNetCore.Http;

namespace Router.Api.Cluster;

/// <summary>Orleans' own dashboard, the runtime's view of the cluster.</summary>
/// <param name="IsOn">Whether this process serves it.</param>
public sealed record RuntimeView(bool IsOn)
{
    /// <summary>Where it is served.</summary>
    public const string Path = "/orleans";

    /// <summary>Its own content security policy: its icons are a font within its styles. No other host, here as everywhere.</summary>
    private const string Policy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self' data:; img-src 'self' data:; object-src 'none'; frame-ancestors 'none'; base-uri 'self'; form-action 'self'";

    /// <summary>Answers one of its requests under that policy.</summary>
    public static ValueTask<object?> SetPolicyAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        context.HttpContext.Response.Headers.ContentSecurityPolicy = Policy;
        return next(context);
    }
}
