using Router.Domain.Configuration;
using Router.Domain.Incidents;
using Router.Domain.Noise;
using Router.Domain.Routing;

namespace Router.Domain.Replay;

/// <summary>A channel of a simulation: what its incidents share.</summary>
internal sealed class ReplayChannel(string id, RouteTable table)
{
    private const string Prefix = "channel ";
    private readonly ChannelConfig _config = table.Channel(id) ?? new() { Id = id, Name = id };
    private ChannelState _state = new();

    public DateTimeOffset? DueAt => ChannelPolicy.DueAt(_state);

    /// <summary>Who is to be woken.</summary>
    public ImmutableArray<KeyValuePair<string, ChannelWaiter>> Due => _state.NextDue();

    /// <summary>The key of a channel's timer: no issue and no incident has it.</summary>
    public static string TimerKey(string id) => Prefix + id;

    /// <summary>The channel of a timer's key; null when it is not a channel's.</summary>
    public static string? IdOf(string timerKey) => timerKey.StartsWith(Prefix, StringComparison.Ordinal) ? timerKey[Prefix.Length..] : null;

    public ChannelAnswer Ask(ChannelAsk ask, DateTimeOffset now)
    {
        var decision = ChannelPolicy.Ask(_state, ask, _config.RateLimit, now);
        _state = decision.State;
        return decision.Answer!;
    }

    public void Claim(string incident, ChannelClaim claim, DateTimeOffset now) => _state = ChannelPolicy.Claim(_state, incident, claim, now).State;

    public ImmutableArray<IncidentJournalEntry> Wake(DateTimeOffset now, Action<OutboundNotification> onSummary)
    {
        var decision = ChannelPolicy.Wake(_state, _config, table, now);
        foreach (var summary in decision.State.Outbox)
            onSummary(summary);
        _state = ChannelPolicy.HandedOver(decision.State, decision.State.Outbox);
        return decision.Journal;
    }

    public void Restart()
    {
        var snapshot = ChannelStore.Snapshot(_state);
        var parts = ChannelStore.Parts(new(), _state, [.. _state.Claims.Keys.Union(_state.Waiters.Keys)]);
        _state = ChannelStore.Read(new(1, snapshot.State, 0, parts.ToDictionary(p => p.Key, p => p.Data!.Value)));
    }

    public void Woken(ImmutableArray<KeyValuePair<string, ChannelWaiter>> woken) => _state = ChannelPolicy.Woken(_state, woken).State;
}
