using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using Router.Api.Health;

namespace Router.Api.Home;

/// <summary><c>/</c>: how the router stands, and what to do next. Says nothing that needs a key.</summary>
public static class HomePage
{
    private const string Style =
        "body{font:16px/1.5 system-ui,sans-serif;max-width:44rem;margin:3rem auto;padding:0 1rem}code{background:#8882;padding:.1em .3em}:root{color-scheme:light dark}";

    private static readonly string Policy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>Maps it.</summary>
    public static IEndpointRouteBuilder MapHome(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", (HttpContext context, IReadiness readiness) =>
        {
            var headers = context.Response.Headers;
            headers[HeaderNames.ContentSecurityPolicy] = Policy;
            headers[HeaderNames.XContentTypeOptions] = "nosniff";
            headers[HeaderNames.CacheControl] = "no-store";
            headers["Referrer-Policy"] = "no-referrer";
            return TypedResults.Content(Html(readiness.Current), "text/html; charset=utf-8");
        }).ExcludeFromDescription();
        return routes;
    }

    private static string Html(Readiness readiness) => $"""
        <!doctype html>
        <html lang="en">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Orleans.Router</title><style>{Style}</style></head>
        <body>
        <h1>Orleans.Router</h1>
        <p>{(readiness.IsReady ? "Ready: it takes webhooks." : $"Not ready: {WebUtility.HtmlEncode(readiness.Reason)}.")}</p>
        <h2>Next steps</h2>
        <ol>
        <li>Look at the config, <code>router.yaml</code> in the data folder: integrations, channels, sinks.</li>
        <li>Show an integration's push URL: <code>router push-url INTEGRATION</code></li>
        <li>Send a sample: <code>router send-sample event_alert.triggered --to PUSH_URL --secret CLIENT_SECRET</code></li>
        <li>Connect Sentry: enter the push URL in an internal integration, then <code>router secret set INTEGRATION</code>. <code>docs/sentry-setup.md</code> has every step.</li>
        </ol>
        <h2>For machines</h2>
        <p><code>/health/live</code>, <code>/health/ready</code>; with the admin key <code>/api/v1/issues</code>, <code>/api/v1/rejected</code>, <code>/metrics</code>.</p>
        </body>
        </html>
        """;
}
