using System.Text.Json.Serialization;

namespace Router.Domain.Alerts;

/// <summary>
/// The identity of an issue grain: <c>{integration}|issue|{id}</c> or <c>{integration}|metric|{id}</c>.
/// The integration's id never holds a <c>|</c>, so the text is unambiguous.
/// </summary>
/// <param name="Value">The whole key as text.</param>
[GenerateSerializer, Immutable, Alias("router.issue-key")]
public readonly record struct IssueKey([property: Id(0)] string Value)
{
    /// <summary>The longest id of Sentry's that is taken, in characters.</summary>
    public const int MaxIdLength = 128;

    /// <summary>The key of a Sentry issue.</summary>
    public static IssueKey Issue(string integration, string id) => new($"{integration}|issue|{id}");

    /// <summary>The key of one firing of a Sentry metric alert.</summary>
    public static IssueKey Metric(string integration, string id) => new($"{integration}|metric|{id}");

    /// <summary>The integration's id.</summary>
    [JsonIgnore]
    public string Integration => Value[..Math.Max(Value.IndexOf('|', StringComparison.Ordinal), 0)];

    /// <summary>Sentry's id of the issue; null for a metric alert, which has none.</summary>
    [JsonIgnore]
    public string? SentryIssue => Value.Split('|') is [_, "issue", var id] ? id : null;

    /// <inheritdoc/>
    public override string ToString() => Value;
}
