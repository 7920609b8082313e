using System.Diagnostics;
using System.Diagnostics.Metrics;
using Router.Domain;
using Router.Domain.Incidents;

namespace Router.Grains.Incidents;

/// <summary>Counts what incidents decide to say, and not to say.</summary>
internal sealed class IncidentMetrics
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "Router.Incidents";

    private readonly Counter<long> _decisions;

    public IncidentMetrics(IMeterFactory meters) => _decisions = meters.Create(MeterName)
        .CreateCounter<long>("router.incident.decisions", "{decision}", "Decisions to tell (notified) or not (suppressed), by channel, outcome and reason");

    /// <summary>A decision is durable.</summary>
    public void OnDecided(IncidentJournalEntry entry)
    {
        var reason = entry.Suppressed is { } suppressed ? SnakeCase.Of(suppressed) : entry.Reason is { } told ? SnakeCase.Of(told) : "none";
        var outcome = entry.Suppressed is null && entry.Type is not null ? "notified" : "suppressed";
        _decisions.Add(1, new TagList { { "channel", entry.Channel }, { "outcome", outcome }, { "reason", reason } });
    }
}
