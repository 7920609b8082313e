using Microsoft.Extensions.Configuration;

namespace Router.Api.Auth.Settings;

/// <summary>The OpenID provider that people sign in with.</summary>
internal sealed record OidcSettings
{
    /// <summary>Where the settings are.</summary>
    public const string Section = "Router:Oidc";

    private static readonly string[] Known = [nameof(Authority), nameof(ClientId), nameof(ClientSecret), nameof(RoleClaim), nameof(Roles), nameof(Scopes), nameof(RequireHttpsMetadata)];

    /// <summary>The issuer's URL; its <c>/.well-known/openid-configuration</c> tells the rest.</summary>
    public required Uri Authority { get; init; }

    /// <summary>The id that the provider knows this router by.</summary>
    public required string ClientId { get; init; }

    /// <summary>The secret that goes with it; null for a public client, which PKCE protects alone.</summary>
    public string? ClientSecret { get; init; }

    /// <summary>The claim that says the role; one value or several. Default <c>role</c>.</summary>
    public required string RoleClaim { get; init; }

    /// <summary>The access that each value of that claim gives; the highest counts.</summary>
    public required IReadOnlyDictionary<string, Access> Roles { get; init; }

    /// <summary>What is asked for. Default <c>openid profile</c>.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>The provider must be https. Default true.</summary>
    public required bool RequireHttpsMetadata { get; init; }

    /// <summary>The provider's origin, for the content security policy.</summary>
    public string Origin => Authority.GetLeftPart(UriPartial.Authority);

    /// <summary>Reads them; null when there are none. Adds what is wrong to <paramref name="errors"/>.</summary>
    public static OidcSettings? Read(IConfigurationSection section, List<string> errors)
    {
        if (!section.Exists())
            return null;
        var before = errors.Count;
        foreach (var child in section.GetChildren().Where(child => !Known.Contains(child.Key, StringComparer.OrdinalIgnoreCase)))
            errors.Add($"{child.Path} is unknown; known: {string.Join(", ", Known)}.");
        var requireHttps = !bool.TryParse(section[nameof(RequireHttpsMetadata)] ?? "true", out var required) || required;
        if (!Uri.TryCreate(section[nameof(Authority)], UriKind.Absolute, out var authority) || authority.Scheme is not ("http" or "https"))
            errors.Add($"{Section}:{nameof(Authority)} must be the issuer's URL, such as https://login.example.com/realms/acme.");
        else if (requireHttps && authority.Scheme != Uri.UriSchemeHttps)
            errors.Add($"{Section}:{nameof(Authority)} must be https; only for trying, {nameof(RequireHttpsMetadata)} may be false.");
        if (string.IsNullOrWhiteSpace(section[nameof(ClientId)]))
            errors.Add($"{Section}:{nameof(ClientId)} is missing: the id that the provider gave this router.");
        var roles = new Dictionary<string, Access>(StringComparer.Ordinal);
        foreach (var role in section.GetSection(nameof(Roles)).GetChildren())
        {
            if (Auth.Roles.Parse(role.Value) is { } access)
                roles[role.Key] = access;
            else
                errors.Add($"{role.Path}: '{role.Value}' must be one of {string.Join(", ", Auth.Roles.All)}.");
        }

        if (roles.Count == 0)
            errors.Add($"{Section}:{nameof(Roles)} is missing: map values of the role claim, such as {nameof(Roles)}:sre = operator. Without it nobody could sign in.");
        if (errors.Count > before)
            return null;
        var scopes = AuthSettings.Texts(section.GetSection(nameof(Scopes))).SelectMany(text => text.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToList();
        return new()
        {
            Authority = authority!,
            ClientId = section[nameof(ClientId)]!,
            ClientSecret = section[nameof(ClientSecret)],
            RoleClaim = section[nameof(RoleClaim)] ?? "role",
            Roles = roles,
            Scopes = scopes.Count == 0 ? ["openid", "profile"] : [.. scopes.Prepend("openid").Distinct()],
            RequireHttpsMetadata = requireHttps,
        };
    }

    // Never the secret.
    public override string ToString() => $"{Authority} as {ClientId}";
}
