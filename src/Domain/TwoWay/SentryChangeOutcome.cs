namespace Router.Domain.TwoWay;

/// <summary>What became of a try to change an issue in Sentry.</summary>
public enum SentryChangeOutcome
{
    /// <summary>Sentry has it.</summary>
    Made = 0,

    /// <summary>Tried again later.</summary>
    Retried = 1,

    /// <summary>Sentry will not take it, or a day has passed.</summary>
    GivenUp = 2,

    /// <summary>A newer change has taken its place, or the issue has gone on meanwhile.</summary>
    Superseded = 3,
}
