using System.Globalization;
using Fluid;
using Fluid.Values;
using Router.Domain.Delivery;

namespace Router.Domain.Templates;

/// <summary>What a template sees: the names of the webhook's body, <see cref="TemplateShape.Root"/>. Nothing of it leads anywhere else.</summary>
internal static class TemplateModel
{
    public static void Fill(TemplateContext context, Notification notification, RouterLinks links)
    {
        context.SetValue("type", Text(SnakeCase.Of(notification.Type)));
        context.SetValue("timestamp", Instant(notification.Timestamp));
        context.SetValue("incident", Object(
            ("id", Text(notification.IncidentId)),
            ("channel", Text(notification.Channel)),
            ("sequence", Number(notification.Sequence)),
            ("reason", Text(SnakeCase.Of(notification.Reason))),
            ("test", BooleanValue.Create(notification.IsTest)),
            ("status", Text(notification.Status.ToString())),
            ("severity", Text(notification.Severity.ToString())),
            ("title", Text(notification.Title)),
            ("startedAt", Instant(notification.StartedAt)),
            ("resolvedAt", notification.ResolvedAt is { } end ? Instant(end) : NilValue.Instance),
            ("labels", Object([.. notification.Labels.Select(label => (label.Key, Text(label.Value)))])),
            ("url", Text(links.Incident(notification.IncidentId))),
            ("issueCount", Number(notification.IssueCount)),
            ("previousId", Text(notification.PreviousId)),
            ("issues", new ArrayValue([.. notification.Issues.Select(Issue)]))));
    }

    private static FluidValue Issue(NotificationIssue issue) => Object(
        ("key", Text(issue.Key.Value)),
        ("shortId", Text(issue.ShortId)),
        ("status", Text(issue.Status.ToString())),
        ("severity", Text(issue.Severity.ToString())),
        ("title", Text(issue.Title)),
        ("culprit", Text(issue.Culprit)),
        ("project", Text(issue.Project)),
        ("environment", Text(issue.Environment)),
        ("rule", Text(issue.Rule)),
        ("count", Number(issue.Count)),
        ("firstSeen", Instant(issue.FirstSeen)),
        ("lastSeen", Instant(issue.LastSeen)),
        ("actor", Text(issue.Actor)),
        ("url", Text(issue.Url)));

    private static DictionaryValue Object(params ReadOnlySpan<(string Name, FluidValue Value)> fields)
    {
        var values = new Dictionary<string, FluidValue>(fields.Length, StringComparer.Ordinal);
        foreach (var (name, value) in fields)
            values.TryAdd(name, value);
        return new(new FluidValueDictionaryFluidIndexable(values));
    }

    private static FluidValue Text(string? text) => text is null ? NilValue.Instance : new StringValue(text);

    private static FluidValue Number(long number) => NumberValue.Create(number);

    private static StringValue Instant(DateTimeOffset instant) => new(instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
}
