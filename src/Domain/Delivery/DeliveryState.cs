using System.Globalization;
using System.Text.Json.Serialization;

namespace Router.Domain.Delivery;

/// <summary>The ordered queue of one incident grain's notifications to one sink.</summary>
public sealed record DeliveryState
{
    /// <summary>The schema that this version writes.</summary>
    public const int CurrentSchema = 1;

    /// <summary>The schema that it was written with.</summary>
    public int Schema { get; init; } = CurrentSchema;

    /// <summary>What waits, the head first: nothing overtakes it.</summary>
    public ImmutableArray<QueuedDelivery> Queue { get; init; } = [];

    /// <summary>What was given up, the newest last, at most <see cref="DeliveryPolicy.MaxDeadLetters"/>.</summary>
    public ImmutableArray<DeadLetter> DeadLetters { get; init; } = [];

    /// <summary>How far each incident has come, the newest last.</summary>
    public ImmutableArray<IncidentProgress> Incidents { get; init; } = [];

    /// <summary>The last commands that had an Idempotency-Key, at most <see cref="DeliveryCommands.MaxDone"/>.</summary>
    public ImmutableArray<DoneCommand> Done { get; init; } = [];

    /// <summary>Since when the queue is in trouble, and so in the store's list; null while it is not. See <see cref="DeliveryStore.Listed"/>.</summary>
    public DateTimeOffset? TroubledAt { get; init; }

    /// <summary>When anything changed last.</summary>
    public DateTimeOffset LastActivityAt { get; init; }

    /// <summary>The texts of what waits or was given up, by message key: rows of their own, so that the state stays small through a long outage.</summary>
    [JsonIgnore]
    public ImmutableDictionary<string, Notification> Messages { get; init; } = ImmutableDictionary<string, Notification>.Empty;

    /// <summary>The key of a notification's text.</summary>
    public static string MessageKey(string incidentId, long sequence) => string.Create(CultureInfo.InvariantCulture, $"{incidentId}-{sequence}");

    /// <summary>How far an incident has come; null when nothing is known of it.</summary>
    public IncidentProgress? Progress(string incidentId) => Incidents.FirstOrDefault(incident => incident.IncidentId == incidentId);

    /// <summary>The state with an incident's progress in place of what was known of it.</summary>
    internal DeliveryState With(IncidentProgress progress)
    {
        var at = Incidents.IndexOf(progress, 0, Incidents.Length, SameIncident.Instance);
        return this with { Incidents = at < 0 ? Incidents.Add(progress) : Incidents.SetItem(at, progress) };
    }

    private sealed class SameIncident : IEqualityComparer<IncidentProgress>
    {
        public static readonly SameIncident Instance = new();

        public bool Equals(IncidentProgress? x, IncidentProgress? y) => x?.IncidentId == y?.IncidentId;

        public int GetHashCode(IncidentProgress progress) => progress.IncidentId.GetHashCode(StringComparison.Ordinal);
    }
}
