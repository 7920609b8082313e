namespace Router.Api.Management;

/// <summary>The body that sets an integration's client secret.</summary>
/// <param name="ClientSecret">Sentry's client secret.</param>
internal sealed record SecretBody(string? ClientSecret);
