namespace Router.Api.Management;

/// <summary>Changes the client secrets in the config.</summary>
public interface IClientSecrets
{
    /// <summary>Makes <paramref name="clientSecret"/> the only client secret of an integration, and puts the config in force.</summary>
    /// <param name="integration">The id of an integration that there is.</param>
    /// <param name="clientSecret">Sentry's client secret.</param>
    /// <param name="author">Who sets it.</param>
    /// <returns>Null when it is in force; else why the config can't be changed, for people, without secrets.</returns>
    Task<string?> SetAsync(string integration, string clientSecret, string author);
}
