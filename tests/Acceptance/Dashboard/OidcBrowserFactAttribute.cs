using Router.Api.Tests.Auth.Oidc;

namespace Router.Acceptance.Dashboard;

/// <summary>A test in a browser that signs in at an OpenID provider; skipped, with that reason, where one of them is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OidcBrowserFactAttribute : FactAttribute
{
    public OidcBrowserFactAttribute() => Skip = new BrowserFactAttribute().Skip ?? OidcProvider.Missing;
}
