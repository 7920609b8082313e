namespace Router.Api.Sentry.Decoding;

/// <summary>What the decoder reads of a body, whatever path a resource has it at.</summary>
internal enum Field
{
    Action,
    ActorType,
    Actor,
    IssueId,
    EventId,
    Received,
    ActivityType,
    Title,
    Message,
    Culprit,
    Level,
    Priority,
    Rule,
    Rules,
    RuleId,
    Organization,
    Projects,
    Project,
    ApiUrl,
    WebUrl,
    Environment,
    Release,
    Platform,
    ShortId,
    Substatus,
    Resolution,
    InNextRelease,
    InRelease,
    InCommit,
    IgnoreUntil,
    IgnoreDuration,
    Tags,
    Event,

    /// <summary>How many there are.</summary>
    Count,
}
