namespace Router.Api.Tests.Auth.Oidc;

/// <summary>A test against a running OpenID provider; skipped, with that reason, where Node or the provider's packages are missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OidcFactAttribute : FactAttribute
{
    public OidcFactAttribute() => Skip = OidcProvider.Missing;
}
