using System.Collections.Immutable;

namespace Router.Api.Sentry.Decoding;

/// <summary>Where one resource's body has the fields: for each field its paths, the first that holds something counts.</summary>
internal sealed class BodyShape
{
    private BodyShape(int index, string resource, params ImmutableArray<(Field Field, string[] Paths)> fields)
    {
        Index = index;
        Resource = resource;
        Fields = fields;
    }

    /// <summary>An issue alert rule fired; also for cron, uptime, metric and performance issues (<c>occurrence</c>).</summary>
    public static BodyShape EventAlert { get; } = new(
        0,
        "event_alert",
        [
            (Field.Action, ["action"]),
            (Field.Actor, ["actor.name"]),
            (Field.IssueId, ["data.event.issue_id"]),
            (Field.EventId, ["data.event.event_id"]),
            (Field.Received, ["data.event.received"]),
            (Field.Title, ["data.event.title", "data.event.occurrence.issueTitle", "data.event.metadata.title", "data.event.metadata.type", "data.event.message"]),
            (Field.Message, ["data.event.occurrence.subtitle", "data.event.message", "data.event.metadata.value"]),
            (Field.Culprit, ["data.event.culprit", "data.event.occurrence.culprit"]),
            (Field.Level, ["data.event.level", "data.event.occurrence.level"]),
            (Field.Rule, ["data.triggered_rule", "data.issue_alert.title"]),
            (Field.RuleId, ["data.issue_alert.id"]),
            (Field.ApiUrl, ["data.event.url", "data.event.issue_url"]),
            (Field.WebUrl, ["data.event.web_url"]),
            (Field.Environment, ["data.event.environment"]),
            (Field.Release, ["data.event.release"]),
            (Field.Platform, ["data.event.platform"]),
            (Field.Tags, ["data.event.tags"]),
            (Field.Settings, ["data.issue_alert.settings"]),
        ]);

    /// <summary>A metric alert opened, changed or ended.</summary>
    public static BodyShape MetricAlert { get; } = new(
        1,
        "metric_alert",
        [
            (Field.Action, ["action"]),
            (Field.Actor, ["actor.name"]),
            (Field.IssueId, ["data.metric_alert.id"]),
            (Field.Title, ["data.description_title", "data.metric_alert.title", "data.metric_alert.alert_rule.name"]),
            (Field.Message, ["data.description_text"]),
            (Field.Rule, ["data.metric_alert.alert_rule.name", "data.metric_alert.title"]),
            (Field.RuleId, ["data.metric_alert.alert_rule.id"]),
            (Field.Organization, ["data.metric_alert.organization_id", "data.metric_alert.alert_rule.organization_id"]),
            (Field.Projects, ["data.metric_alert.projects", "data.metric_alert.alert_rule.projects"]),
            (Field.WebUrl, ["data.web_url"]),
            (Field.Environment, ["data.metric_alert.alert_rule.environment"]),
            (Field.Triggers, ["data.metric_alert.alert_rule.triggers"]),
            (Field.Installation, ["installation.uuid"]),
        ]);

    /// <summary>An issue changed.</summary>
    public static BodyShape Issue { get; } = new(
        2,
        "issue",
        [
            (Field.Action, ["action"]),
            (Field.ActorType, ["actor.type"]),
            (Field.ActorId, ["actor.id"]),
            (Field.Actor, ["actor.name"]),
            (Field.Resolution, ["data.resolution_type"]),
            .. OfIssue(),
        ]);

    /// <summary>An alert on what happened to an issue.</summary>
    public static BodyShape ActivityAlert { get; } = new(
        3,
        "activity_alert",
        [
            (Field.Action, ["action"]),
            (Field.ActivityType, ["data.activity.type"]),
            (Field.ActorType, ["actor.type"]),
            (Field.ActorId, ["actor.id"]),
            (Field.Actor, ["data.activity.details.user.name", "actor.name"]),
            (Field.Rule, ["data.alert.title"]),
            (Field.RuleId, ["data.alert.id"]),
            (Field.Settings, ["data.alert.settings"]),
            .. OfIssue(),
        ]);

    /// <summary>The legacy WebHooks plugin's body, which has neither action nor resource.</summary>
    public static BodyShape Legacy { get; } = new(
        4,
        "legacy",
        [
            (Field.Event, ["event"]),
            (Field.IssueId, ["id"]),
            (Field.EventId, ["event.event_id"]),
            (Field.Received, ["event.received"]),
            (Field.Title, ["event.title", "message", "event.metadata.title", "event.metadata.type"]),
            (Field.Message, ["event.message", "event.metadata.value", "message"]),
            (Field.Culprit, ["culprit", "event.culprit"]),
            (Field.Level, ["level", "event.level"]),
            (Field.Rules, ["triggering_rules"]),
            (Field.Project, ["project_slug", "project"]),
            (Field.WebUrl, ["url"]),
            (Field.Environment, ["event.environment"]),
            (Field.Release, ["event.release"]),
            (Field.Platform, ["event.platform"]),
            (Field.Tags, ["event.tags"]),
        ]);

    /// <summary>Every other resource: only its action is of interest.</summary>
    public static BodyShape Other { get; } = new(5, "other", [(Field.Action, ["action"])]);

    /// <summary>All shapes, each at its index.</summary>
    public static ImmutableArray<BodyShape> All { get; } = [EventAlert, MetricAlert, Issue, ActivityAlert, Legacy, Other];

    public int Index { get; }

    public string Resource { get; }

    public ImmutableArray<(Field Field, string[] Paths)> Fields { get; }

    /// <summary>The shape that Sentry-Hook-Resource names; without the header it can only be the legacy plugin's.</summary>
    public static BodyShape Of(string? resource) => resource switch
    {
        "event_alert" => EventAlert,
        "metric_alert" => MetricAlert,
        "issue" => Issue,
        "activity_alert" => ActivityAlert,
        null => Legacy,
        _ => Other,
    };

    private static ImmutableArray<(Field Field, string[] Paths)> OfIssue() =>
    [
        (Field.IssueId, ["data.issue.id"]),
        (Field.Title, ["data.issue.title", "data.issue.metadata.title", "data.issue.metadata.type"]),
        (Field.Message, ["data.issue.metadata.value"]),
        (Field.Culprit, ["data.issue.culprit"]),
        (Field.Level, ["data.issue.level"]),
        (Field.Priority, ["data.issue.priority"]),
        (Field.Project, ["data.issue.project.slug"]),
        (Field.ApiUrl, ["data.issue.url", "data.issue.project_url"]),
        (Field.WebUrl, ["data.issue.permalink", "data.issue.web_url"]),
        (Field.Platform, ["data.issue.platform"]),
        (Field.ShortId, ["data.issue.shortId"]),
        (Field.Substatus, ["data.issue.substatus"]),
        (Field.InNextRelease, ["data.issue.statusDetails.inNextRelease"]),
        (Field.InRelease, ["data.issue.statusDetails.inRelease"]),
        (Field.InCommit, ["data.issue.statusDetails.inCommit"]),
        (Field.IgnoreUntil, ["data.issue.statusDetails.ignoreUntil"]),
        (Field.IgnoreDuration, ["data.issue.statusDetails.ignoreDuration"]),
    ];
}
