using System.Collections.Immutable;
using Router.Domain.Alerts;
using Router.Domain.Incidents;
using Router.Domain.Routing;

namespace Router.Domain.Tests;

/// <summary>Builds alerts and route decisions for tests; times are seconds after <see cref="T0"/>.</summary>
internal static class Alert
{
    public static readonly DateTimeOffset T0 = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static DateTimeOffset At(double second) => T0.AddSeconds(second);

    public static AlertEvent Trigger(double second, string? eventId = null, Severity severity = Severity.Warning, string? release = null, string issue = "1", string? project = "web") =>
        Of(AlertKind.Trigger, second, issue, severity) with { EventId = eventId ?? $"event-{second}", Rule = "rule", Release = release, Projects = project is null ? [] : [project] };

    public static AlertEvent Level(double second, Severity severity, string issue = "1") => Of(AlertKind.Level, second, issue, severity) with { Resource = "metric_alert" };

    public static AlertEvent Resolve(double second, string issue = "1") => Of(AlertKind.Resolve, second, issue, Severity.Ok);

    public static AlertEvent ResolveInRelease(double second) => Resolve(second) with { ResolvedInRelease = true };

    public static AlertEvent Reopen(double second) => Of(AlertKind.Reopen, second, "1", Severity.Warning);

    public static AlertEvent Assign(double second) => Of(AlertKind.Acknowledge, second, "1", Severity.Warning) with { Actor = "Ann" };

    public static AlertEvent Archive(double second, double? until = null) =>
        Of(AlertKind.Suppress, second, "1", Severity.Warning) with { SuppressedUntil = until is { } u ? At(u) : null };

    public static RouteDecision Route(AlertEvent alert, params string[] channels) => new()
    {
        ConfigVersion = 1,
        Destinations = [.. (channels.Length == 0 ? ["ops"] : channels).Select(c => new Destination
        {
            Channel = c,
            Route = "default",
            Severity = alert.Severity,
            Incident = IncidentKey.Of(c, alert.Issue.Value),
        })],
        AutoResolveAfter = alert.Kind == AlertKind.Level ? null : TimeSpan.FromHours(24),
    };

    private static AlertEvent Of(AlertKind kind, double second, string issue, Severity severity) => new()
    {
        Integration = "web",
        Issue = IssueKey.Issue("web", issue),
        Kind = kind,
        Resource = "event_alert",
        Action = kind.ToString().ToLowerInvariant(),
        Severity = severity,
        OrderTime = At(Math.Floor(second)),
        ReceivedAt = At(second),
        Title = $"Issue {issue}",
    };
}
