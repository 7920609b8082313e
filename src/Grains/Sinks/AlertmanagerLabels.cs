using System.Globalization;
using System.Text;
using System.Text.Json;
using Router.Domain.Alerts;
using Router.Domain.Delivery;

namespace Router.Grains.Sinks;

/// <summary>The labels that Alertmanager knows an incident by, in order of their names, and how they are remembered: as JSON.</summary>
internal static class AlertmanagerLabels
{
    private const int MaxLabels = 20;
    private const int MaxName = 64;
    private const int MaxValue = 100;

    public static ImmutableArray<Tag> Of(Notification notification)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        IEnumerable<Tag> own =
        [
            new("alertname", notification.IsTest ? "SentryTest" : "SentryIncident"),
            new("incident", notification.IncidentId),
            new("channel", notification.Channel),
            new("severity", notification.Severity.ToString().ToLower(CultureInfo.InvariantCulture)),
        ];
        return
        [
            .. own.Concat(notification.Labels)
                .Select(label => new Tag(PlainText.LabelName(label.Key, MaxName), PlainText.Cut(PlainText.OneLine(label.Value), MaxValue)))
                .Where(label => label.Value.Length > 0 && taken.Add(label.Key))
                .Take(MaxLabels)
                .OrderBy(label => label.Key, StringComparer.Ordinal),
        ];
    }

    public static string Write(ImmutableArray<Tag> labels) => Encoding.UTF8.GetString(SinkJson.Write(json =>
    {
        json.WriteStartObject();
        foreach (var label in labels)
            json.WriteString(label.Key, label.Value);
        json.WriteEndObject();
    }).Span);

    public static ImmutableArray<Tag>? Read(string? handle)
    {
        if (handle is null)
            return null;
        using var document = JsonDocument.Parse(handle);
        return [.. document.RootElement.EnumerateObject().Select(label => new Tag(label.Name, label.Value.GetString()!))];
    }
}
