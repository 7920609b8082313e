using Router.Domain.Alerts;
using Router.Domain.Delivery;
using Router.Domain.Incidents;

namespace Router.Domain.Noise;

/// <summary>What a stage of the pipeline keeps from being said of an incident, and what had been said before: enough to say the difference when it ends.</summary>
public sealed record HeldBack
{
    /// <summary>What holds it back; what an earlier version wrote has none, and was silenced.</summary>
    public SuppressReason Reason { get => field == default ? SuppressReason.Silenced : field; init; }

    /// <summary>The ids of the silences, or of the incidents that inhibit it, at most ten.</summary>
    public required ImmutableArray<string> By { get; init; }

    /// <summary>When to look whether it still holds.</summary>
    public required DateTimeOffset LookAt { get; init; }

    /// <summary>Where the incident stood as it was last told; null when it never was.</summary>
    public IncidentStatus? Told { get; init; }

    /// <summary>Its severity then.</summary>
    public Severity Severity { get; init; }

    /// <summary>A mute for flapping has ended meanwhile: that it did is still to be said.</summary>
    public bool WasMuted { get; init; }

    /// <summary>The update that is due; null with none.</summary>
    public NotifyReason? Update { get; init; }

    /// <summary>When nothing holds it back any more, a mute is over.</summary>
    internal bool EndsMute() => WasMuted || Reason == SuppressReason.Flapping;
}
