namespace Router.Api.Management;

/// <summary>The answer of <c>GET integrations/{id}/push-url</c>.</summary>
/// <param name="Url">The whole push URL, its secret part included.</param>
internal sealed record PushUrlAnswer(string Url);
