using Router.Domain.Alerts;
using Router.Domain.Incidents;
using Router.Domain.Issues;

namespace Router.Domain.Noise;

/// <summary>
/// The channel's <c>mergeMetric</c>: Sentry tells of a breach both as a metric alert and as an issue, with no id in common. One of each, of the same
/// project and title, that begin within two minutes are one incident.
/// </summary>
internal static class MetricPair
{
    /// <summary>How many more incidents that have ended are kept, so that they can be reopened: one grain has all of a project and title.</summary>
    public const int MoreEnded = 20;

    private const string Metric = "metric";
    private static readonly TimeSpan Within = TimeSpan.FromMinutes(2);

    /// <summary>The key that both share; null for an alert without a title, or with other than one project.</summary>
    public static IncidentKey? Key(string channel, AlertEvent alert) =>
        alert is { Title: { } title, Projects: [var project] } ? IncidentKey.Of(channel, "merge", project, title) : null;

    /// <summary>The incident that an issue which opened belongs to; null is a new one.</summary>
    public static Incident? Target(IncidentState state, Incident? own, IssueReport report, IncidentContext context)
    {
        if (own is not null && (own.IsToReopen || own.Held is not null || context.Now < own.EndedAt + context.Rules.Channel.ReopenWithin))
            return own;
        return state.Incidents.FirstOrDefault(i => i.IsOpen() && i.Tally.Total == 1 && context.Now <= i.StartedAt + Within && IsOther(i, report, context));
    }

    private static bool IsOther(Incident incident, IssueReport report, IncidentContext context) =>
        context.Members.Values.FirstOrDefault(m => m.Number == incident.Number) is { } member && IsMetric(member.Issue.Key) != IsMetric(report.Issue.Key);

    private static bool IsMetric(IssueKey key) => key.Value.Split('|') is [_, Metric, ..];
}
