using Router.Domain.Incidents;
using Router.Domain.Storage;

namespace Router.Grains.Incidents;

/// <summary>An incident grain's state and members together; immutable, so that a snapshot can be encoded at any time.</summary>
internal sealed record IncidentView(IncidentState State, ImmutableDictionary<string, IncidentMember> Members)
{
    /// <summary>Nothing yet.</summary>
    public static IncidentView Empty { get; } = new(new(), ImmutableDictionary<string, IncidentMember>.Empty);

    /// <summary>What was read.</summary>
    public static IncidentView Read(GrainRow? row) => row is null ? Empty
        : new(IncidentStore.Read(row.State), row.Parts.ToImmutableDictionary(p => p.Key, p => IncidentStore.ReadMember(p.Value)));

    /// <summary>What encodes the row; null once there is nothing to keep.</summary>
    public Func<GrainSnapshot>? Encoder() => State.LastChangeAt == default ? null : () => IncidentStore.Snapshot(State);
}
