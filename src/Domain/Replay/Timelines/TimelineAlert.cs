using System.Globalization;
using Router.Domain.Alerts;

namespace Router.Domain.Replay.Timelines;

/// <summary>The webhook that a line of a timeline stands for.</summary>
internal static class TimelineAlert
{
    public static AlertEvent Of(TimelineStep step, DateTimeOffset now, int number)
    {
        var fields = step.Fields;
        var name = step.Subject!;
        var integration = fields.GetValueOrDefault("integration", Timeline.Integration);
        var isMetric = step.Verb == "metric" || fields.ContainsKey("metric");
        var kind = step.Verb switch
        {
            "trigger" => AlertKind.Trigger,
            "metric" => AlertKind.Level,
            "resolve" => AlertKind.Resolve,
            "acknowledge" => AlertKind.Acknowledge,
            "archive" => AlertKind.Suppress,
            _ => AlertKind.Reopen,
        };
        return new()
        {
            Integration = integration,
            Issue = isMetric ? IssueKey.Metric(integration, name) : IssueKey.Issue(integration, name),
            Kind = kind,
            Resource = isMetric ? "metric_alert" : "event_alert",
            Action = step.Verb,
            Severity = kind == AlertKind.Resolve ? Severity.Ok : Enum.TryParse<Severity>(fields.GetValueOrDefault("severity"), out var severity) ? severity : Severity.Warning,
            OrderTime = now,
            ReceivedAt = now,
            EventId = string.Create(CultureInfo.InvariantCulture, $"event-{number}"),
            Rule = fields.GetValueOrDefault("rule", "rule"),
            Title = fields.GetValueOrDefault("title", name),
            Environment = fields.GetValueOrDefault("environment"),
            Release = fields.GetValueOrDefault("release"),
            Projects = [fields.GetValueOrDefault("project", "web")],
            Actor = step.Verb is "acknowledge" or "archive" ? "Ann" : null,
            Tags = [.. fields.Where(f => f.Key.StartsWith("tags.", StringComparison.Ordinal)).Select(f => new Tag(f.Key[5..], f.Value))],
        };
    }
}
