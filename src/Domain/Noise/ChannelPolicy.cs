using Router.Domain.Configuration;

namespace Router.Domain.Noise;

/// <summary>Decides for what the incidents of a channel share: which sources of inhibition are open, and who may notify. Pure and total.</summary>
public static class ChannelPolicy
{
    /// <summary>The most incidents that are woken at once.</summary>
    public const int MaxWakes = 256;

    /// <summary>How soon the sweeper looks after summaries that could not be handed over at once.</summary>
    public static readonly TimeSpan OutboxPatience = TimeSpan.FromSeconds(2);

    /// <summary>Takes which keys an incident grain holds open. Who waited for one that nobody holds open any more is due.</summary>
    public static ChannelDecision Claim(ChannelState state, string incident, ChannelClaim claim, DateTimeOffset now)
    {
        if (state.Claims.GetValueOrDefault(incident) is { } known && known.Version >= claim.Version)
            return new(state, []);
        var before = state.Claims.GetValueOrDefault(incident)?.Keys ?? [];
        state = state.WithClaim(incident, claim.Keys.IsEmpty ? null : claim) with { LastChangeAt = now };
        var closed = before.Where(key => !state.Open.ContainsKey(key)).ToHashSet(StringComparer.Ordinal);
        var released = closed.Count == 0 ? [] : state.Waiters.Where(w => !w.Value.IsDue && w.Value.Keys.Any(closed.Contains)).Select(w => w.Key).ToList();
        foreach (var waiter in released)
            state = state.WithWaiter(waiter, state.Waiters[waiter] with { IsDue = true });
        return new(state, [incident, .. released.Where(w => w != incident)]);
    }

    /// <summary>Answers an incident; who must wait is remembered.</summary>
    public static ChannelDecision Ask(ChannelState state, ChannelAsk ask, RateLimitConfig? limit, DateTimeOffset now)
    {
        var before = state;
        var waiter = state.Waiters.GetValueOrDefault(ask.Incident);
        var open = ask.Targets.Select(key => (Key: key, Holder: Holder(state, key, ask.Incident))).Where(o => o.Holder is not null).ToImmutableDictionary(o => o.Key, o => o.Holder!);
        var waits = (waiter ?? new()) with { IsDue = false };
        if (!ask.Targets.IsEmpty)
            waits = waits with { Keys = [.. open.Keys.Order(StringComparer.Ordinal)] };
        var answer = new ChannelAnswer { Open = open, IsPermitted = ask.WantsPermit };
        if (ask.WantsPermit && limit is not null)
            (state, waits, answer) = RateLimiter.Take(state, waits, answer, ask, limit, now);
        var next = waits is { Keys.IsEmpty: true, Place: null } ? null : waits;
        var isWaitChanged = !(next is null ? waiter is null : waiter is not null && Same(waiter, next));
        if (isWaitChanged)
            state = state.WithWaiter(ask.Incident, next);
        if (!ReferenceEquals(state, before))
            state = state with { LastChangeAt = now };
        return new(state, isWaitChanged ? [ask.Incident] : []) { Answer = answer };
    }

    /// <summary>Does what has come due: a summary and a new window, and who is to be woken next.</summary>
    public static ChannelDecision Wake(ChannelState state, ChannelConfig channel, Routing.RouteTable table, DateTimeOffset now) => RateLimiter.Wake(state, channel, table, now);

    /// <summary>The state after incidents were woken: those that did not begin to wait anew are forgotten.</summary>
    /// <param name="state">The state now.</param>
    /// <param name="woken">Who was woken, and how each waited when that began.</param>
    public static ChannelDecision Woken(ChannelState state, IEnumerable<KeyValuePair<string, ChannelWaiter>> woken)
    {
        var changed = ImmutableArray.CreateBuilder<string>();
        foreach (var (incident, waiter) in woken)
        {
            if (state.Waiters.GetValueOrDefault(incident) is not { } current || !ReferenceEquals(current, waiter))
                continue;
            state = state.WithWaiter(incident, null);
            changed.Add(incident);
        }

        return new(state with { HasMore = changed.Count > 0 && !state.Queue.IsEmpty }, changed.ToImmutable());
    }

    /// <summary>The state without summaries that the queues have.</summary>
    public static ChannelState HandedOver(ChannelState state, IReadOnlyCollection<Incidents.OutboundNotification> taken) =>
        state with { Outbox = state.Outbox.RemoveAll(taken.Contains) };

    /// <summary>When the channel must be woken; null is never.</summary>
    public static DateTimeOffset? DueAt(ChannelState state)
    {
        if (!state.Due.IsEmpty || state.HasMore)
            return state.LastChangeAt;
        DateTimeOffset? due = state.Outbox.IsEmpty ? null : state.LastChangeAt + OutboxPatience;
        var window = state.Queue.IsEmpty && state.Folded.IsNone() ? null : state.WindowEnd;
        return due is null || window < due ? window ?? due : due;
    }

    private static string? Holder(ChannelState state, string key, string but) =>
        state.Open.GetValueOrDefault(key)?.FirstOrDefault(holder => holder != but) is { } incident ? state.Claims[incident].IncidentId : null;

    private static bool Same(ChannelWaiter a, ChannelWaiter b) => a.Place == b.Place && a.IsDue == b.IsDue && a.IsCounted == b.IsCounted && a.Keys.SequenceEqual(b.Keys);
}
