using System.Globalization;

namespace Router.Api.Receipts;

/// <summary>The words of a story for the names of the API. A name without words is told as it is.</summary>
internal static class StoryWords
{
    private static readonly Dictionary<string, string> Lifecycle = new()
    {
        ["triggered"] = "It opened the issue.",
        ["repeated"] = "It was a further event of an issue that was known: it was counted.",
        ["escalated"] = "It raised the issue's severity.",
        ["lowered"] = "It lowered the issue's severity.",
        ["resolved"] = "It resolved the issue.",
        ["reopened"] = "It opened the issue again.",
        ["acknowledged"] = "It said that a person took the issue.",
        ["suppressed"] = "It said that the issue was archived in Sentry.",
        ["queued"] = "Its issue could not be reached, so it was put on disk, to be given to its issue within seconds.",
        ["late"] = "It was older than what the issue knew already: it was remembered, and the status stayed.",
        ["test"] = "It was a test: it was delivered as one, and left no issue.",
        ["same_delivery"] = "It had no effect, because the same delivery had come before.",
        ["same_event_and_rule"] = "It had no effect, because the same event of the same rule had come before.",
        ["unknown_issue"] = "The issue was never triggered here: the change is remembered for a day, for its order.",
        ["already_in_state"] = "The issue was in that state already.",
    };

    private static readonly Dictionary<string, string> Suppressed = new()
    {
        ["repeat"] = "it said nothing new",
        ["issue_suppressed"] = "the issue is archived in Sentry",
        ["resolved_in_release"] = "the issue is resolved in a later release than the event's",
        ["delay"] = "the channel waits before its first message",
        ["ended_within_delay"] = "it ended while the channel still waited",
        ["update_pace"] = "the channel's next update says it",
        ["sink_events"] = "its events leave this out",
        ["sink_condition"] = "its condition was false",
        ["never_told"] = "it was never told of this incident",
        ["tests_off"] = "it takes no tests",
        ["no_sink"] = "the channel has no sink",
        ["snoozed"] = "a person has snoozed the incident",
        ["action_under_way"] = "a person is resolving the incident, and its end will say it",
        ["silenced"] = "a silence holds it back",
        ["flapping"] = "it begins and ends over and over, and is muted; where it stands is told when the mute ends",
        ["inhibited"] = "an open incident that inhibits it holds it back",
        ["quiet_hours"] = "it can wait until the channel's quiet hours end",
        ["rate_limited"] = "it is over the channel's rate limit: a summary counts it, and it is told when it is its turn",
    };

    private static readonly Dictionary<string, string> Failures = new()
    {
        ["timeout"] = "no answer in time",
        ["network"] = "it could not be reached",
        ["rate_limited"] = "it was called too often",
        ["server_error"] = "it has an error",
        ["unauthorized"] = "it wants other credentials",
        ["rejected"] = "it does not take this message",
        ["gone"] = "it wants no more messages",
        ["redirected"] = "it redirects, which is not followed",
        ["private_address"] = "its address is private and allowPrivate is not set",
        ["sink_removed"] = "the sink is no longer in the config",
        ["sink_settings_lost"] = "the sink is no longer in the config, and a reference in its last settings names nothing any more",
        ["sink_disabled"] = "the sink is disabled",
        ["exhausted"] = "it was tried for 24 hours",
    };

    /// <summary>What a webhook made of its issue: a sentence.</summary>
    public static string OfLifecycle(string reason) => Lifecycle.GetValueOrDefault(reason) ?? $"It was {Plain(reason)}.";

    /// <summary>Why somebody was not told, with the reason's name.</summary>
    public static string OfSuppressed(string reason) => Suppressed.TryGetValue(reason, out var words) ? $"{words} ({reason})" : Plain(reason);

    /// <summary>Why an attempt failed, with the reason's name.</summary>
    public static string OfFailure(string reason) => Failures.TryGetValue(reason, out var words) ? $"{words} ({reason})" : Plain(reason);

    /// <summary>1st, 2nd, 3rd, 4th.</summary>
    public static string Ordinal(int number) => string.Create(CultureInfo.InvariantCulture, $"{number}{((number / 10 % 10) == 1 ? "th" : (number % 10) switch { 1 => "st", 2 => "nd", 3 => "rd", _ => "th" })}");

    /// <summary>A name as words.</summary>
    public static string Plain(string name) => name.Replace('_', ' ');
}
