using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Router.Api.Auth;

/// <summary>Lets calls below the guarded paths through only with <c>Authorization: Bearer</c> and the admin key; answers others 401.</summary>
/// <param name="next">What comes after.</param>
/// <param name="key">The admin key.</param>
internal sealed class AdminKeyGuard(RequestDelegate next, AdminKey key)
{
    private const string Scheme = "Bearer ";

    private static readonly PathString[] Guarded = ["/api", "/metrics"];

    public Task InvokeAsync(HttpContext context)
    {
        if (!Array.Exists(Guarded, path => context.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase)))
            return next(context);
        var presented = Presented(context.Request);
        return presented is not null && key.Matches(presented) ? next(context) : RefuseAsync(context, presented);
    }

    private static string? Presented(HttpRequest request) =>
        request.Headers.Authorization is [{ } header] && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? header[Scheme.Length..].Trim()
            : null;

    // RFC 6750, 3: no error code when no credentials came.
    private static Task RefuseAsync(HttpContext context, string? presented)
    {
        context.Response.Headers[HeaderNames.WWWAuthenticate] =
            presented is null ? "Bearer realm=\"router\"" : "Bearer realm=\"router\", error=\"invalid_token\"";
        var detail = presented is null
            ? "Send the admin key: Authorization: Bearer KEY. The router prints where the key is when it starts."
            : "This is not the admin key. The router prints where the key is when it starts.";
        return TypedResults.Problem(detail, statusCode: StatusCodes.Status401Unauthorized).ExecuteAsync(context);
    }
}
