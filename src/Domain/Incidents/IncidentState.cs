using Router.Domain.Actions;
using Router.Domain.Alerts;
using Router.Domain.Noise;

namespace Router.Domain.Incidents;

/// <summary>All that an incident grain knows, but for its members: the incidents of one channel and group key.</summary>
public sealed record IncidentState
{
    /// <summary>The schema that this version writes.</summary>
    public const int CurrentSchema = 1;

    /// <summary>The schema that it was written in.</summary>
    public int Schema { get; init; } = CurrentSchema;

    /// <summary>The channel's id.</summary>
    public string Channel { get; init; } = "";

    /// <summary>The values that the channel grouped by.</summary>
    public ImmutableArray<Tag> Group { get; init; } = [];

    /// <summary>The open incidents and the last that ended, by number.</summary>
    public ImmutableArray<Incident> Incidents { get; init; } = [];

    /// <summary>How many more incidents that have ended are kept, where several are open side by side; see <see cref="MetricPair"/>.</summary>
    public int MoreEnded { get; init; }

    /// <summary>Notifications that the sinks' queues may not have yet.</summary>
    public ImmutableArray<OutboundNotification> Outbox { get; init; } = [];

    /// <summary>Records of incidents that may not be written yet.</summary>
    public ImmutableArray<IncidentRecord> Records { get; init; } = [];

    /// <summary>Actions that issues may not have yet, in order.</summary>
    public ImmutableArray<IncidentAct> Acts { get; init; } = [];

    /// <summary>The newest act's id.</summary>
    public long LastAct { get; init; }

    /// <summary>The answers to the last idempotency keys.</summary>
    public ImmutableArray<ActionMemory> Actions { get; init; } = [];

    /// <summary>What its open issues inhibit in the channel.</summary>
    public InhibitClaims Claims { get; init; } = InhibitClaims.None;

    /// <summary>When it last changed.</summary>
    public DateTimeOffset LastChangeAt { get; init; }

    /// <summary>The incident with a number, or null.</summary>
    public Incident? Incident(int number) => Incidents.FirstOrDefault(i => i.Number == number);

    /// <summary>The newest incident, or null.</summary>
    public Incident? Newest() => Incidents.IsEmpty ? null : Incidents[^1];

    /// <summary>The state with an incident added or replaced; ended incidents but the newest are dropped, unless something is still to be said of them.</summary>
    public IncidentState With(Incident incident)
    {
        var index = Incidents.IndexOf(Incidents.FirstOrDefault(i => i.Number == incident.Number)!);
        var all = index >= 0 ? Incidents.SetItem(index, incident) : Incidents.Add(incident);
        var newest = all[^1].Number;
        return this with { Incidents = all.RemoveAll(i => !i.IsOpen() && i.Held is null && i.Number < newest - MoreEnded) };
    }
}
