using System.Collections.Immutable;
using Router.Domain.Alerts;

namespace Router.Api.Sentry.Decoding;

/// <summary>
/// Builds the AlertEvent. The order of reading is the order in which texts may use up the budget:
/// what identifies and routes comes first, then what people read, the tags last.
/// </summary>
internal static class AlertDraft
{
    /// <summary>The most that a name of Sentry's (an action, a slug, a platform) takes as JSON.</summary>
    public const int MaxName = 64;

    private const int MaxRule = 256;
    private const int MaxEnvironment = 128;
    private const int MaxRelease = 256;
    private const int MaxProjects = 10;
    private const int MaxActor = 128;
    private const int MaxTitle = 600;
    private const int MaxLink = 400;
    private const int MaxCulprit = 300;
    private const int MaxMessage = 700;
    private const int MaxPeek = 512;
    private const int SettingsOverhead = 64;
    private const string TestId = "-1";

    public static DecodeResult Build(ref FieldReader reader, BodyShape shape, string action, Meaning meaning, in DecodeContext context)
    {
        var integration = context.Integration;
        var id = reader.RequiredId(Field.IssueId);
        reader.Charge((2 * integration.Id.Length) + id.Length + (context.Headers.IdempotencyKey?.Length ?? 0));
        var eventId = reader.Id(Field.EventId, MaxName);
        var ruleId = reader.Id(Field.RuleId, MaxName);
        var (rule, isRuleTest) = Rule(ref reader);
        var settings = Settings(ref reader, shape, action);
        var tags = reader.Tags();
        var level = SeverityRule.ParseLevel(reader.Peek(Field.Level, MaxName) ?? tags["level"]);
        var priority = SeverityRule.ParsePriority(reader.Peek(Field.Priority, MaxName));
        var apiUrl = reader.Peek(Field.ApiUrl, MaxPeek);
        var webUrl = reader.Peek(Field.WebUrl, MaxPeek);
        var orderTime = OrderTime(ref reader, meaning.Kind, context);
        var alert = new AlertEvent
        {
            Integration = integration.Id,
            Issue = shape == BodyShape.MetricAlert ? IssueKey.Metric(integration.Id, id) : IssueKey.Issue(integration.Id, id),
            Kind = meaning.Kind,
            Resource = shape.Resource,
            Action = action,
            Severity = SeverityRule.Of(integration.SeverityFrom, meaning.Severity, level, priority),
            OrderTime = orderTime,
            ReceivedAt = context.ReceivedAt,
            IdempotencyKey = context.Headers.IdempotencyKey,
            EventId = eventId,
            RuleId = ruleId,
            Rule = rule,
            Level = level,
            Priority = priority,
            Environment = reader.Text(Field.Environment, MaxEnvironment) ?? reader.Keep(tags["environment"], MaxEnvironment),
            Release = reader.Text(Field.Release, MaxRelease) ?? reader.Keep(tags["release"] ?? tags["sentry:release"], MaxRelease),
            Organization = reader.Id(Field.Organization, MaxName) ?? reader.Keep(SentryUrl.Organization(apiUrl) ?? SentryUrl.Organization(webUrl), MaxName),
            Projects = Projects(ref reader, apiUrl, webUrl),
            Platform = reader.Text(Field.Platform, MaxName),
            ShortId = reader.Text(Field.ShortId, MaxName),
            Detail = Detail(ref reader, meaning.Kind),
            Actor = reader.Text(Field.Actor, MaxActor),
            Title = reader.Text(Field.Title, MaxTitle),
            Payload = reader.Payload(),
            Url = reader.Link(Field.WebUrl, MaxLink),
            Culprit = reader.Text(Field.Culprit, MaxCulprit),
            Message = reader.Text(Field.Message, MaxMessage, lines: true),
            Tags = tags.Fit(ref reader),
            ResolvedInRelease = meaning.Kind == AlertKind.Resolve && (meaning.ResolvedInRelease || IsResolvedInRelease(ref reader)),
            SuppressedUntil = meaning.Kind == AlertKind.Suppress ? SuppressedUntil(ref reader, orderTime) : null,
            IsTest = isRuleTest || id == TestId || ruleId == TestId || tags["sample_event"] == "yes",
            SignedBy = context.SignedBy,
            Settings = settings,
            ByApplication = IsByApplication(ref reader) ? true : null,
        };
        return reader.Error is { } error ? error : new DecodeResult.Decoded(alert);
    }

    /// <summary>The legacy plugin sends a list of rules, one item in practice; its test sends one blank item.</summary>
    private static (string? Rule, bool IsTest) Rule(ref FieldReader reader)
    {
        if (reader.Text(Field.Rule, MaxRule) is { } rule)
            return (rule, false);
        var rules = reader.List(Field.Rules, maxItems: 1, MaxRule);
        return rules is [var first] ? (first.Length == 0 ? null : first, first.Length == 0) : (null, false);
    }

    /// <summary>A channel that is longer than any id is cut, and so is no channel's.</summary>
    private static ActionSettings? Settings(ref FieldReader reader, BodyShape shape, string action)
    {
        var settings = shape == BodyShape.MetricAlert
            ? SettingsList.OfTrigger(reader.ListJson(Field.Triggers), action, reader.Peek(Field.Installation, MaxPeek))
            : SettingsList.Of(reader.ListJson(Field.Settings));
        if (settings is null)
            return null;
        reader.Charge(SettingsOverhead);
        return settings with { Channel = reader.Keep(settings.Channel, MaxName + 2) };
    }

    private static ImmutableArray<string> Projects(ref FieldReader reader, string? apiUrl, string? webUrl)
    {
        var projects = reader.List(Field.Projects, MaxProjects, MaxName);
        if (!projects.IsEmpty)
            return projects.Contains("") ? [.. projects.Where(project => project.Length > 0)] : projects;
        var project = reader.Text(Field.Project, MaxName) ?? reader.Keep(SentryUrl.Project(apiUrl) ?? SentryUrl.Project(webUrl), MaxName);
        return project is null ? [] : [project];
    }

    private static string? Detail(ref FieldReader reader, AlertKind kind) =>
        (kind == AlertKind.Resolve ? reader.Text(Field.Resolution, MaxName) : null) ?? reader.Text(Field.Substatus, MaxName);

    private static DateTimeOffset OrderTime(ref FieldReader reader, AlertKind kind, in DecodeContext context)
    {
        var arrival = EpochTime.WholeSecond(context.ReceivedAt);
        var received = kind == AlertKind.Trigger && reader.Number(Field.Received) is { } seconds ? EpochTime.FromSeconds(seconds) : null;
        var time = received ?? context.Headers.Timestamp ?? arrival;
        return time < arrival ? time : arrival;
    }

    private static bool IsResolvedInRelease(ref FieldReader reader) =>
        reader.IsSet(Field.InNextRelease) || reader.IsSet(Field.InRelease) || reader.IsSet(Field.InCommit)
        || reader.Peek(Field.Resolution, MaxName) is "in_next_release" or "in_release" or "in_commit" or "with_commit";

    /// <summary>Sentry's own doing is an application's too, with the id <c>sentry</c>; a person's id is a number.</summary>
    private static bool IsByApplication(ref FieldReader reader) =>
        reader.Peek(Field.ActorType, MaxName) == "application" && reader.PeekId(Field.ActorId, MaxPeek) is { } id && id != "sentry";

    private static DateTimeOffset? SuppressedUntil(ref FieldReader reader, DateTimeOffset from)
    {
        if (EpochTime.ParseIso(reader.Peek(Field.IgnoreUntil, MaxName)) is { } until)
            return until;
        return reader.Number(Field.IgnoreDuration) is > 0 and <= EpochTime.MaxMinutes and var minutes ? from.AddMinutes(minutes) : null;
    }
}
