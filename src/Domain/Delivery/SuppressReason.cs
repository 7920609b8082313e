namespace Router.Domain.Delivery;

/// <summary>Why nobody, or one sink, is not told; snake_case outside.</summary>
public enum SuppressReason
{
    /// <summary>A further event of what is known already.</summary>
    Repeat = 0,

    /// <summary>The issue is archived in Sentry.</summary>
    IssueSuppressed = 1,

    /// <summary>A release seen before the issue was resolved in a later one.</summary>
    ResolvedInRelease = 2,

    /// <summary>The channel's <c>delay</c> has not passed.</summary>
    Delay = 3,

    /// <summary>It ended within the channel's <c>delay</c>.</summary>
    EndedWithinDelay = 4,

    /// <summary>The channel's <c>updateEvery</c> has not passed; the next update will say it.</summary>
    UpdatePace = 5,

    /// <summary>The sink's <c>events</c> leave it out.</summary>
    SinkEvents = 6,

    /// <summary>The sink's <c>when</c> is false.</summary>
    SinkCondition = 7,

    /// <summary>The sink was never told of this incident.</summary>
    NeverTold = 8,

    /// <summary>The sink takes no tests.</summary>
    TestsOff = 9,

    /// <summary>The channel has no sink.</summary>
    NoSink = 10,

    /// <summary>A person has snoozed the incident.</summary>
    Snoozed = 20,

    /// <summary>A person is resolving the incident: its end will say it.</summary>
    ActionUnderWay = 21,

    /// <summary>A silence holds; what is open still when it ends is told then.</summary>
    Silenced = 30,

    /// <summary>It begins and ends over and over, and was announced as such; when the mute ends, where it stands is told.</summary>
    Flapping = 40,

    /// <summary>A source that inhibits it is open; what is open still when that ends is told then.</summary>
    Inhibited = 41,

    /// <summary>The channel's <c>quietHours</c>; what is open still at their end is told then.</summary>
    QuietHours = 42,

    /// <summary>Over the channel's <c>rateLimit</c>; a summary counts it, and what is open still is told as soon as the limit allows.</summary>
    RateLimited = 43,
}
