namespace Router.Api.Stats;

/// <summary>What is counted minute by minute.</summary>
internal enum TrafficCount
{
    /// <summary>Webhooks answered 202 accepted.</summary>
    Accepted,

    /// <summary>Webhooks answered 202 duplicate.</summary>
    Duplicate,

    /// <summary>Webhooks answered 202 ignored.</summary>
    Ignored,

    /// <summary>Calls not answered 202.</summary>
    Refused,

    /// <summary>Notifications that a sink took.</summary>
    Sent,

    /// <summary>Decisions to tell nobody, or not yet.</summary>
    Suppressed,

    /// <summary>Decisions to tell: one a notification, however many sinks it goes to.</summary>
    Notified,
}
