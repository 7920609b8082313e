namespace Router.Api.Auth;

/// <summary>The authentication schemes.</summary>
public static class AuthSchemes
{
    /// <summary><c>Authorization: Bearer KEY</c>. Also answers every 401 and 403.</summary>
    public const string Key = "Bearer";

    /// <summary>The browser's session cookie.</summary>
    public const string Cookie = "Cookie";

    /// <summary>OpenID Connect; there only when it is configured.</summary>
    public const string Oidc = "Oidc";

    /// <summary>Chooses: the key when an Authorization: Bearer header is sent, else the cookie.</summary>
    internal const string Any = "Router";
}
