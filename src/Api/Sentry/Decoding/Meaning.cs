using Router.Domain.Alerts;
using Router.Domain.Configuration;

namespace Router.Api.Sentry.Decoding;

/// <summary>What a resource's action says of its issue: an alert of some kind, or a reason to ignore it.</summary>
internal readonly record struct Meaning
{
    private Meaning(AlertKind kind, Severity severity, IngestReason? ignored, bool inRelease)
    {
        Kind = kind;
        Severity = severity;
        Ignored = ignored;
        ResolvedInRelease = inRelease;
    }

    public AlertKind Kind { get; }

    /// <summary>The severity by the table.</summary>
    public Severity Severity { get; }

    /// <summary>Why it is ignored; null when it is not.</summary>
    public IngestReason? Ignored { get; }

    /// <summary>The action alone says that the resolve holds from a release or commit on.</summary>
    public bool ResolvedInRelease { get; }

    private static Meaning NotHandled => new(default, default, IngestReason.ActionNotHandled, false);

    public static Meaning OfEventAlert(string action) => action == "triggered" ? Alert(AlertKind.Trigger) : NotHandled;

    public static Meaning OfMetricAlert(string action) => action switch
    {
        "critical" => Alert(AlertKind.Level, Severity.Critical),
        "warning" or "open" => Alert(AlertKind.Level),
        "resolved" => Resolve(),
        _ => NotHandled,
    };

    /// <summary>Archiving is called <c>ignored</c> by Sentry's code and <c>archived</c> by its docs and old installations.</summary>
    public static Meaning OfIssue(string action, string? actorType, LifecycleConfig lifecycle) => action switch
    {
        "created" => If(lifecycle.CreatedTriggers, AlertKind.Trigger),
        "resolved" => Resolve(),
        "unresolved" => If(lifecycle.UnresolvedReopens, AlertKind.Reopen),
        "assigned" when actorType != "user" => NotHandled,
        "assigned" => If(lifecycle.AssignedAcknowledges, AlertKind.Acknowledge),
        "ignored" or "archived" => If(lifecycle.ArchivedSuppresses, AlertKind.Suppress),
        _ => NotHandled,
    };

    /// <summary>Every <c>status_resolved…</c> resolves, also those to come; <c>appeared_in_pull_request</c> and Seer's steps change no status.</summary>
    public static Meaning OfActivity(string type, LifecycleConfig lifecycle) => type switch
    {
        "status_resolved_in_release" or "status_resolved_in_commit" => Resolve(inRelease: true),
        "status_unresolved" or "status_regression" or "status_escalating" => If(lifecycle.UnresolvedReopens, AlertKind.Reopen),
        "status_ignored" => If(lifecycle.ArchivedSuppresses, AlertKind.Suppress),
        _ when type.StartsWith("status_resolved", StringComparison.Ordinal) => Resolve(),
        _ => NotHandled,
    };

    private static Meaning Alert(AlertKind kind, Severity severity = Severity.Warning) => new(kind, severity, null, false);

    private static Meaning Resolve(bool inRelease = false) => new(AlertKind.Resolve, Severity.Ok, null, inRelease);

    private static Meaning If(bool on, AlertKind kind) => on ? Alert(kind) : new(default, default, IngestReason.LifecycleOff, false);
}
