using System.Net;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Router.Api.Auth.Browser;

/// <summary>The page to sign in, and the plain pages around it. No script, nothing from elsewhere.</summary>
internal static class SignInPage
{
    private const string Style = """
        :root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:24rem;margin:4rem auto;padding:0 1rem}
        form{display:grid;gap:.75rem}input,button{font:inherit;padding:.5rem}[role=alert]{border-left:.25rem solid #c33;padding-left:.75rem}code{background:#8882;padding:.1em .3em}
        """;

    /// <summary>The form, or who is signed in.</summary>
    /// <param name="context">The call.</param>
    /// <param name="antiforgery">Makes the forms' token.</param>
    /// <param name="hasProvider">OpenID Connect is configured.</param>
    /// <param name="returnUrl">Where to go afterwards.</param>
    /// <param name="problem">What was wrong with the last try; null on the first.</param>
    /// <param name="status">The answer's status.</param>
    public static ContentHttpResult Form(HttpContext context, IAntiforgery antiforgery, bool hasProvider, string returnUrl, string? problem = null, int status = StatusCodes.Status200OK)
    {
        var tokens = antiforgery.GetAndStoreTokens(context);
        var token = $"<input type=\"hidden\" name=\"{tokens.FormFieldName}\" value=\"{Encode(tokens.RequestToken)}\">";
        var root = Encode(context.Request.PathBase);
        var alert = problem is null ? "" : $"<p role=\"alert\">{Encode(problem)}</p>";
        if (Caller.Of(context.User) is { } caller)
        {
            return Page("Signed in", $"""
                {alert}<p>You are signed in as {Encode(caller.Name)} ({Roles.NameOf(caller.Access)}).</p>
                <form method="post" action="{root}/signout">{token}<button>Sign out</button></form>
                <p><a href="{root}/">To the start</a></p>
                """, status);
        }

        var provider = hasProvider ? $"<p><a href=\"{root}/signin/provider?returnUrl={Encode(Uri.EscapeDataString(returnUrl))}\">Sign in with your organisation</a></p>" : "";
        return Page("Sign in", $"""
            {alert}{provider}<form method="post" action="{root}/signin">{token}<input type="hidden" name="returnUrl" value="{Encode(returnUrl)}">
            <label for="key">Key</label><input id="key" name="key" type="password" required autofocus autocomplete="current-password" spellcheck="false">
            <button>Sign in</button></form>
            <p>The admin key is in the file that the router names when it starts; an admin makes other keys with <code>POST /api/v1/keys</code>.</p>
            """, status);
    }

    /// <summary>A page that says why it ends here.</summary>
    public static ContentHttpResult Refusal(HttpContext context, string text, int status) =>
        Page("Not signed in", $"<p role=\"alert\">{Encode(text)}</p><p><a href=\"{Encode(context.Request.PathBase)}/signin\">Sign in another way</a></p>", status);

    private static ContentHttpResult Page(string title, string body, int status) => TypedResults.Content($"""
        <!doctype html>
        <html lang="en">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title} - Orleans.Router</title><style>{Style}</style></head>
        <body><main><h1>{title}</h1>
        {body}
        </main></body>
        </html>
        """, "text/html; charset=utf-8", statusCode: status);

    private static string Encode(string? text) => WebUtility.HtmlEncode(text) ?? "";
}
