namespace Router.Api.Tests.Auth.Oidc;

/// <summary>A test against a running OpenID provider; skipped, with that reason, where Node or the provider's packages are missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OidcFactAttribute : FactAttribute
{
    public OidcFactAttribute()
    {
        if (!HasNode)
            Skip = "node is not installed (apt-get install nodejs npm)";
        else if (!Directory.Exists(Path.Combine(OidcProvider.Folder, "node_modules", "oidc-provider")))
            Skip = "the npm package oidc-provider is not installed (npm ci in tests/Api.Tests/Auth/Oidc/Provider)";
    }

    private static bool HasNode =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, OperatingSystem.IsWindows() ? "node.exe" : "node")));
}
