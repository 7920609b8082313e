using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Router.Api.Auth;

/// <summary>How refused callers are answered.</summary>
internal static class AuthAnswers
{
    /// <summary>Where people sign in.</summary>
    public const string SignInPath = "/signin";

    private static readonly PathString[] MachinePaths = ["/api", "/metrics", "/openapi/v1.json"];

    /// <summary>401; a person's browser that opens a page is sent to sign in.</summary>
    /// <param name="context">The call.</param>
    /// <param name="wrongKey">It came with a key.</param>
    public static Task ChallengeAsync(HttpContext context, bool wrongKey)
    {
        if (!wrongKey && IsPage(context.Request))
        {
            context.Response.Redirect($"{context.Request.PathBase}{SignInPath}?returnUrl={Uri.EscapeDataString(context.Request.Path + context.Request.QueryString)}");
            return Task.CompletedTask;
        }

        // RFC 6750, 3: no error code when no credentials came.
        context.Response.Headers[HeaderNames.WWWAuthenticate] = wrongKey ? "Bearer realm=\"router\", error=\"invalid_token\"" : "Bearer realm=\"router\"";
        return ProblemAsync(
            context,
            StatusCodes.Status401Unauthorized,
            wrongKey
                ? "This key is not known, or it is revoked or has expired. The router prints where the admin key is when it starts."
                : "Send a key: Authorization: Bearer KEY. The router prints where the admin key is when it starts.");
    }

    /// <summary>429.</summary>
    public static Task LimitedAsync(HttpContext context, TimeSpan retryAfter)
    {
        context.Response.Headers.RetryAfter = Seconds(retryAfter);
        return ProblemAsync(context, StatusCodes.Status429TooManyRequests, "Too many wrong keys from this address; wait, and send the right one.");
    }

    /// <summary>403.</summary>
    public static Task ForbidAsync(HttpContext context)
    {
        var required = context.GetEndpoint()?.Metadata.GetMetadata<RequiredAccess>()?.Access ?? Access.Viewer;
        return ProblemAsync(context, StatusCodes.Status403Forbidden, $"This needs the role {Roles.NameOf(required)}.");
    }

    /// <summary>Problem details.</summary>
    public static Task ProblemAsync(HttpContext context, int status, string detail) => TypedResults.Problem(detail, statusCode: status).ExecuteAsync(context);

    /// <summary>A wait as Retry-After has it: whole seconds, at least one.</summary>
    public static string Seconds(TimeSpan wait) => Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);

    private static bool IsPage(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        && request.Headers.Accept.Any(accept => accept is not null && accept.Contains("text/html", StringComparison.OrdinalIgnoreCase))
        && !Array.Exists(MachinePaths, path => request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase));
}
