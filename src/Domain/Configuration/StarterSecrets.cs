namespace Router.Domain.Configuration;

/// <summary>What is generated for <see cref="StarterConfig"/>: each its own, from a cryptographic source.</summary>
/// <param name="WebKey">The push-URL key of <c>web</c>: 16 to 128 of <c>[A-Za-z0-9_-]</c>.</param>
/// <param name="WebClientSecret">The client secret of <c>web</c>, letters and digits.</param>
/// <param name="OrgKey">The push-URL key of <c>org</c>.</param>
/// <param name="OrgClientSecret">The client secret of <c>org</c>.</param>
public sealed record StarterSecrets(string WebKey, string WebClientSecret, string OrgKey, string OrgClientSecret)
{
    /// <summary>No secret ever shows.</summary>
    public override string ToString() => "starter secrets";
}
