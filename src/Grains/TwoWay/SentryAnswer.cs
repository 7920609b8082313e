using Router.Domain.Delivery;
using Router.Domain.TwoWay;

namespace Router.Grains.TwoWay;

/// <summary>What Sentry's API answered.</summary>
/// <param name="Result">What became of the call; its detail never holds the token.</param>
/// <param name="Issue">The issue, where it was asked for and came.</param>
/// <param name="PauseUntil">Sentry's rate limit: nothing is left until then; null when something is.</param>
internal sealed record SentryAnswer(SinkResult Result, SentryIssue? Issue = null, DateTimeOffset? PauseUntil = null);
