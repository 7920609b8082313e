namespace Router.Api.Management;

/// <summary>An integration's whole push URL.</summary>
/// <param name="Url">The Webhook URL to enter in Sentry.</param>
internal sealed record PushUrlAnswer(string Url);
