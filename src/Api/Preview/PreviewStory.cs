using Router.Domain;
using Router.Domain.Alerts;
using Router.Domain.Incidents;
using Router.Domain.Issues;
using Router.Domain.Noise;
using Router.Domain.Replay;
using Router.Domain.Routing;

namespace Router.Api.Preview;

/// <summary>Tells where an alert would go by a config: pure.</summary>
internal static class PreviewStory
{
    private const string GoesWhereReached = "a change of an issue goes to the channels that its triggers reached, whatever the routes say";
    private const string IsTest = "a test: it is delivered as such, leaves no issue, and knows no delay and no silence";

    public static PreviewAnswer Of(RouteTable table, SilenceSet silences, AlertEvent alert, long? version, DateTimeOffset now)
    {
        var isTrigger = alert.Kind is AlertKind.Trigger or AlertKind.Level;
        var decisions = new Dictionary<string, IncidentJournalEntry>();
        var trial = alert with { IsTest = false, ReceivedAt = now };
        var simulation = new ReplaySimulation(table, silences) { OnDecision = (channel, entry) => decisions.TryAdd(channel, entry) };
        var route = SilenceDrops.Apply(table.Route(trial), trial, silences, now);
        if (isTrigger)
            simulation.Take(trial.Issue.Value, IssueInput.Webhook(trial, route), now);
        return new()
        {
            ConfigVersion = version,
            Routes = [.. table.Trace(alert).Routes.Select(PreviewRoute.Of)],
            Decode = Decoded(alert),
            Destinations = isTrigger ? [.. route.Destinations.Select(d => Destination(d, decisions.GetValueOrDefault(d.Channel), table))] : [],
            Note = alert.IsTest ? IsTest : isTrigger ? null : GoesWhereReached,
        };
    }

    private static PreviewDecode Decoded(AlertEvent alert) => new()
    {
        Result = "decoded",
        Issue = alert.Issue.Value,
        Kind = SnakeCase.Of(alert.Kind),
        Resource = alert.Resource,
        Action = alert.Action,
        Severity = alert.Severity,
        Title = alert.Title,
        Project = alert.Projects.IsEmpty ? null : string.Join(',', alert.Projects),
        Environment = alert.Environment,
        Rule = alert.Rule,
    };

    private static PreviewDestination Destination(Destination destination, IncidentJournalEntry? decision, RouteTable table) => new()
    {
        Channel = destination.Channel,
        Route = destination.Route,
        Severity = destination.Severity,
        Labels = Values(destination.Labels),
        IncidentKey = destination.Incident.Value,
        Group = Values(destination.Group),
        DroppedBy = destination.DroppedBy,
        Suppressed = decision?.Suppressed is { } reason ? SnakeCase.Of(reason) : null,
        Sinks = decision is { Sinks.IsEmpty: false }
            ? [.. decision.Sinks.Select(s => new PreviewSink(s.Sink, s.Suppressed is null, s.Suppressed is { } why ? SnakeCase.Of(why) : null))]
            : [.. (table.Channel(destination.Channel)?.Sinks ?? []).Select(s => new PreviewSink(s, false, null))],
    };

    private static Dictionary<string, string> Values(IEnumerable<Tag> tags)
    {
        var values = new Dictionary<string, string>();
        foreach (var tag in tags)
            values.TryAdd(tag.Key, tag.Value);
        return values;
    }
}
