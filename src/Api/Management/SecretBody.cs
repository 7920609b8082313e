using System.Text.Json.Serialization;

namespace Router.Api.Management;

/// <summary>The body of <c>PUT integrations/{id}/secret</c>.</summary>
/// <param name="ClientSecret">Sentry's client secret.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record SecretBody(string? ClientSecret)
{
    private const int MaxLength = 256;

    /// <summary>What is wrong with it; null when nothing is.</summary>
    public InvalidField? Problem => ClientSecret switch
    {
        null or "" => new("clientSecret", "missing; it is Sentry's Client Secret"),
        { Length: > MaxLength } => new("clientSecret", $"longer than {MaxLength} characters"),
        _ when ClientSecret.Any(c => c is <= ' ' or > '~') => new("clientSecret", "only visible ASCII characters, no spaces"),
        _ when ClientSecret.Contains("${", StringComparison.Ordinal) => new("clientSecret", "must be the secret itself; write references in the config file"),
        _ => null,
    };

    // Never the secret itself.
    public override string ToString() => nameof(SecretBody);
}
