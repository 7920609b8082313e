namespace Router.Api.Sentry.AlertAction;

/// <summary>What Sentry shows the person who saves.</summary>
/// <param name="Message">A sentence.</param>
internal sealed record SaveAnswer(string Message);
