using Router.Domain.Configuration;
using Router.Domain.Routing;

namespace Router.Domain.Noise;

/// <summary>The rate limit of a channel: so many notifications in a window; who is refused waits in order, and a summary says how many there were.</summary>
internal static class RateLimiter
{
    public static (ChannelState State, ChannelWaiter Waiter, ChannelAnswer Answer) Take(
        ChannelState state, ChannelWaiter waiter, ChannelAnswer answer, ChannelAsk ask, RateLimitConfig limit, DateTimeOffset now)
    {
        if (state.WindowEnd is not { } end || end <= now)
        {
            end = now + limit.Window;
            state = state with { WindowEnd = end, Used = 0 };
        }

        if (state.Used < limit.Permits)
            return (state with { Used = state.Used + 1 }, waiter with { Place = null, IsCounted = false }, answer with { IsPermitted = true });
        if (waiter.Place is null)
        {
            state = state with { NextPlace = state.NextPlace + 1, Folded = waiter.IsCounted ? state.Folded : state.Folded.With(ask) };
            waiter = waiter with { Place = state.NextPlace - 1, IsCounted = true };
        }

        return (state, waiter, answer with { IsPermitted = false, LimitedUntil = end });
    }

    public static ChannelDecision Wake(ChannelState state, ChannelConfig channel, RouteTable table, DateTimeOffset now)
    {
        var journal = ImmutableArray<Incidents.IncidentJournalEntry>.Empty;
        var limit = channel.RateLimit;
        if (limit is null || state.WindowEnd <= now)
        {
            if (!state.Folded.IsNone())
                (state, journal) = Summary.Say(state, channel, table, limit?.Window, now);
            if (!state.Queue.IsEmpty && limit is not null)
                state = state with { WindowEnd = now + limit.Window, Used = 0, LastChangeAt = now };
        }

        var free = limit is null ? ChannelPolicy.MaxWakes : limit.Permits - state.Used;
        var next = state.Queue.Values.Take(Math.Clamp(free - state.Due.Count, 0, ChannelPolicy.MaxWakes)).ToImmutableArray();
        foreach (var incident in next)
            state = state.WithWaiter(incident, state.Waiters[incident] with { IsDue = true });
        return new(state.HasMore || !next.IsEmpty ? state with { HasMore = false, LastChangeAt = now } : state, next) { Journal = journal };
    }
}
