using System.Net;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Router.Api.Auth.Browser;

/// <summary>The page to sign in, and the plain pages around it. They need no script; the one that they have keeps the theme and the time zone. Nothing comes from elsewhere.</summary>
internal static class SignInPage
{
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
            return Page(context, "Signed in", $"""
                {alert}<p>You are signed in as {Encode(caller.Name)} ({Roles.NameOf(caller.Access)}).</p>
                <form method="post" action="{root}/signout">{token}<button>Sign out</button></form>
                <p><a href="{root}/">To the start</a></p>
                """, status);
        }

        var provider = hasProvider ? $"<p><a class=\"button\" href=\"{root}/signin/provider?returnUrl={Encode(Uri.EscapeDataString(returnUrl))}\">Sign in with your organisation</a></p><p class=\"or\">or with a key</p>" : "";
        return Page(context, "Sign in", $"""
            {alert}{provider}<form method="post" action="{root}/signin">{token}<input type="hidden" name="returnUrl" value="{Encode(returnUrl)}">
            <label for="key">Key</label><input id="key" name="key" type="password" required autofocus autocomplete="current-password" spellcheck="false">
            <button>Sign in</button></form>
            <p>The admin key is in the file that the router names when it starts; an admin makes other keys with <code>POST /api/v1/keys</code>.</p>
            """, status);
    }

    /// <summary>A page that says why it ends here.</summary>
    public static ContentHttpResult Refusal(HttpContext context, string text, int status) =>
        Page(context, "Not signed in", $"<p role=\"alert\">{Encode(text)}</p><p><a href=\"{Encode(context.Request.PathBase)}/signin\">Sign in another way</a></p>", status);

    private static ContentHttpResult Page(HttpContext context, string title, string body, int status)
    {
        var root = Encode(context.Request.PathBase);
        return TypedResults.Content($"""
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>{title} - Orleans.Router</title>
            <link rel="icon" type="image/svg+xml" href="{root}/dashboard/icon.svg"><link rel="stylesheet" href="{root}/dashboard/style.css"><script src="{root}/dashboard/viewer.js"></script></head>
            <body class="sign-in"><main><img src="{root}/dashboard/icon.svg" width="36" height="36" alt=""><h1>{title}</h1>
            {body}
            </main></body>
            </html>
            """, "text/html; charset=utf-8", statusCode: status);
    }

    private static string Encode(string? text) => WebUtility.HtmlEncode(text) ?? "";
}
