using System.Text.Json.Serialization;
using Router.Domain.Incidents;

namespace Router.Domain.Noise;

/// <summary>What the incidents of a channel share: which sources of its inhibition are open, who waits, and the rate limit's window.</summary>
public sealed record ChannelState
{
    /// <summary>The schema that this version writes.</summary>
    public const int CurrentSchema = 1;

    /// <summary>The schema that it was written in.</summary>
    public int Schema { get; init; } = CurrentSchema;

    /// <summary>When the rate limit's window ends; null before one began.</summary>
    public DateTimeOffset? WindowEnd { get; init; }

    /// <summary>How many notifications were made in it.</summary>
    public int Used { get; init; }

    /// <summary>What was held back in it.</summary>
    public FoldedNotices Folded { get; init; } = FoldedNotices.None;

    /// <summary>Who waits in the queue may have their turn now.</summary>
    public bool HasMore { get; init; }

    /// <summary>The next place in the rate limit's queue.</summary>
    public long NextPlace { get; init; }

    /// <summary>The newest summary's sequence.</summary>
    public long Sequence { get; init; }

    /// <summary>Summaries that the sinks' queues may not have yet.</summary>
    public ImmutableArray<OutboundNotification> Outbox { get; init; } = [];

    /// <summary>When it last changed.</summary>
    public DateTimeOffset LastChangeAt { get; init; }

    /// <summary>The keys that each incident grain holds open: rows of their own.</summary>
    [JsonIgnore]
    public ImmutableDictionary<string, ChannelClaim> Claims { get; init; } = ImmutableDictionary<string, ChannelClaim>.Empty;

    /// <summary>The incident grains that wait: rows of their own.</summary>
    [JsonIgnore]
    public ImmutableDictionary<string, ChannelWaiter> Waiters { get; init; } = ImmutableDictionary<string, ChannelWaiter>.Empty;

    /// <summary>The open keys, and who holds each open; follows from <see cref="Claims"/>.</summary>
    [JsonIgnore]
    internal ImmutableDictionary<string, ImmutableSortedSet<string>> Open { get; init; } = ImmutableDictionary<string, ImmutableSortedSet<string>>.Empty;

    /// <summary>The rate limit's queue, by place; follows from <see cref="Waiters"/>.</summary>
    [JsonIgnore]
    internal ImmutableSortedDictionary<long, string> Queue { get; init; } = ImmutableSortedDictionary<long, string>.Empty;

    /// <summary>Who is to be woken; follows from <see cref="Waiters"/>.</summary>
    [JsonIgnore]
    internal ImmutableSortedSet<(long Place, string Incident)> Due { get; init; } = [];

    /// <summary>The next who are to be woken, in order, at most <see cref="ChannelPolicy.MaxWakes"/>, and how they wait.</summary>
    public ImmutableArray<KeyValuePair<string, ChannelWaiter>> NextDue() =>
        [.. Due.Take(ChannelPolicy.MaxWakes).Select(due => KeyValuePair.Create(due.Incident, Waiters[due.Incident]))];

    /// <summary>The state with an incident's claim in place of the one before; null removes it.</summary>
    internal ChannelState WithClaim(string incident, ChannelClaim? claim)
    {
        var open = Open;
        foreach (var key in Claims.GetValueOrDefault(incident)?.Keys ?? [])
            open = open[key].Remove(incident) is { IsEmpty: false } rest ? open.SetItem(key, rest) : open.Remove(key);
        foreach (var key in claim?.Keys ?? [])
            open = open.SetItem(key, (open.GetValueOrDefault(key) ?? ImmutableSortedSet.Create<string>(StringComparer.Ordinal)).Add(incident));
        return this with { Open = open, Claims = claim is null ? Claims.Remove(incident) : Claims.SetItem(incident, claim) };
    }

    /// <summary>The state with an incident's wait in place of the one before; null removes it.</summary>
    internal ChannelState WithWaiter(string incident, ChannelWaiter? waiter)
    {
        var queue = Waiters.GetValueOrDefault(incident)?.Place is { } before ? Queue.Remove(before) : Queue;
        var due = Waiters.GetValueOrDefault(incident) is { IsDue: true } known ? Due.Remove((known.Place ?? -1, incident)) : Due;
        return this with
        {
            Queue = waiter is { IsDue: false, Place: { } place } ? queue.SetItem(place, incident) : queue,
            Due = waiter is { IsDue: true } ? due.Add((waiter.Place ?? -1, incident)) : due,
            Waiters = waiter is null ? Waiters.Remove(incident) : Waiters.SetItem(incident, waiter),
        };
    }
}
