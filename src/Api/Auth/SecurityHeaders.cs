using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Router.Api.Auth.Browser;
using Router.Api.Auth.Settings;
using Router.Domain.Delivery;

namespace Router.Api.Auth;

/// <summary>Sets the security headers that an answer doesn't set itself, also on answers to errors.</summary>
internal sealed class SecurityHeaders
{
    private const string StrictTransportSecurity = "max-age=31536000";

    private readonly RequestDelegate _next;
    private readonly (string Name, string Value)[] _headers;

    public SecurityHeaders(RequestDelegate next, AuthSettings settings)
    {
        _next = next;
        var formAction = settings.Oidc is { } oidc ? $"'self' {oidc.Origin}" : "'self'";
        _headers =
        [
            (HeaderNames.ContentSecurityPolicy, $"default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; frame-ancestors 'none'; base-uri 'self'; form-action {formAction}"),
            (HeaderNames.XContentTypeOptions, "nosniff"),
            ("Referrer-Policy", "no-referrer"),
            ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
            (HeaderNames.CacheControl, "no-store"),
        ];
    }

    public Task InvokeAsync(HttpContext context, RouterLinks links)
    {
        // Whoever ends TLS before us: people come by the public URL, and their cookies are made for it.
        if (SessionCookies.IsHttps(links))
            context.Request.Scheme = Uri.UriSchemeHttps;
        context.Response.OnStarting(static state =>
        {
            var (self, http) = ((SecurityHeaders, HttpContext))state;
            self.Set(http);
            return Task.CompletedTask;
        }, (this, context));
        return _next(context);
    }

    private void Set(HttpContext context)
    {
        var headers = context.Response.Headers;
        foreach (var (name, value) in _headers)
            headers.TryAdd(name, value);
        if (context.Request.IsHttps)
            headers.TryAdd(HeaderNames.StrictTransportSecurity, StrictTransportSecurity);
    }
}
