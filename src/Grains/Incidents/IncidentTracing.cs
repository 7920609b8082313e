using System.Diagnostics;
using Router.Domain;
using Router.Domain.Incidents;

namespace Router.Grains.Incidents;

/// <summary>The incidents' spans, source <c>Router</c>: <c>notification</c> is one that was decided, until it is durable.</summary>
internal static class IncidentTracing
{
    private static readonly ActivitySource Source = new("Router");

    /// <summary>Null while nobody listens, and for a decision that tells nobody.</summary>
    public static Activity? Start(IncidentDecision decision)
    {
        if (!Source.HasListeners() || decision.Journal.FirstOrDefault(e => e.Type is not null) is not { } entry)
            return null;
        return Source.StartActivity("notification")?
            .SetTag("incident", entry.IncidentId)
            .SetTag("sequence", entry.Sequence)
            .SetTag("type", SnakeCase.Of(entry.Type!.Value))
            .SetTag("reason", SnakeCase.Of(entry.Reason!.Value))
            .SetTag("sinks", string.Join(',', entry.Sinks.Where(s => s.Suppressed is null).Select(s => s.Sink)));
    }
}
