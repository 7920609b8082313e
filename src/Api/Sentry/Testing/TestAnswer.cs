namespace Router.Api.Sentry.Testing;

/// <summary>What the router answered to a test webhook.</summary>
/// <param name="Status">The HTTP status; 202 is taken.</param>
/// <param name="Receipt">Its receipt, when it was taken.</param>
/// <param name="Reason">Why it was taken or refused, snake_case.</param>
/// <param name="Detail">What was wrong, for people.</param>
internal sealed record TestAnswer(int Status, string? Receipt, string? Reason, string? Detail);
