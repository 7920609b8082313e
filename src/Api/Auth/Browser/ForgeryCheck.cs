using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Net.Http.Headers;
using Router.Api.Auth.Failures;

namespace Router.Api.Auth.Browser;

/// <summary>
/// Refuses what another site makes a signed-in browser send. Only the session cookie needs it: a key is never sent by itself.
/// Unsafe methods carry the anti-forgery token; a hub's connection, which can't, comes from this origin.
/// </summary>
internal sealed class ForgeryCheck(RequestDelegate next, AuthFailures failures)
{
    public async Task InvokeAsync(HttpContext context, IAntiforgery antiforgery)
    {
        if (!SessionCookies.IsSession(context) || await IsOwnAsync(context, antiforgery))
        {
            await next(context);
            return;
        }

        failures.OnRefused(context, AuthFailureReason.Forgery);
        await AuthAnswers.ProblemAsync(
            context,
            StatusCodes.Status400BadRequest,
            $"The anti-forgery token is missing or wrong: take it from GET /api/v1/session and send it as {SessionCookies.AntiforgeryHeader}.");
    }

    // Sent while a page closes, without headers; it ends a page whose secret id it names.
    private const string PageClosed = "/_blazor/disconnect";

    private static async ValueTask<bool> IsOwnAsync(HttpContext context, IAntiforgery antiforgery)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<HubMetadata>() is not null || context.WebSockets.IsWebSocketRequest)
            return IsOwnOrigin(context.Request);
        var method = context.Request.Method;
        return context.Request.Path.StartsWithSegments(PageClosed) || HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method) || await antiforgery.IsRequestValidAsync(context);
    }

    private static bool IsOwnOrigin(HttpRequest request) =>
        request.Headers[HeaderNames.Origin] is [{ } origin] && Uri.TryCreate(origin, UriKind.Absolute, out var from)
        && from.Authority.Equals(new Uri($"{from.Scheme}://{request.Host}").Authority, StringComparison.OrdinalIgnoreCase);
}
