namespace Router.Domain.Routing;

/// <summary>What became of the settings that an alert brought from Sentry's form; snake_case outside.</summary>
public enum OverrideReason
{
    /// <summary>They decided, in place of the routes.</summary>
    AlertRuleAction = 0,

    /// <summary>The channel doesn't exist (any more): the routes decided.</summary>
    ChannelUnknown = 1,

    /// <summary>The integration is bound to another channel: the routes decided.</summary>
    ChannelOutOfReach = 2,
}
