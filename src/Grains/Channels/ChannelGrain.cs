using Router.Domain.Configuration;
using Router.Domain.Incidents;
using Router.Domain.Noise;
using Router.Domain.Storage;
using Router.Grains.Incidents;
using Router.Grains.Interfaces;
using Router.Grains.Storage;

namespace Router.Grains.Channels;

/// <summary>The shell around <see cref="ChannelPolicy"/>: decides, commits, answers; what it releases it marks due, and wakes when the sweeper wakes it.</summary>
[GrainType(ChannelStore.GrainType)]
[CollectionAgeLimit(Minutes = 10)]
internal sealed partial class ChannelGrain(
    IGrainStateStorage storage, ICurrentConfig config, IncidentMetrics metrics, TimeProvider time, ILogger<ChannelGrain> logger) : Grain, IChannelGrain
{
    private const int WakesAtOnce = 32;
    private GroupCommit<ChannelState> _state = null!;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var key = new GrainKey(ChannelStore.GrainType, this.GetPrimaryKeyString());
        var row = await storage.ReadAsync(key, cancellationToken);
        _state = new(storage, key, ChannelStore.Read(row), row?.Version ?? 0, state => () => ChannelStore.Snapshot(state), DeactivateOnIdle);
    }

    public async Task<ChannelAnswer> AskAsync(ChannelAsk ask)
    {
        _state.ThrowIfFailed();
        var decision = ChannelPolicy.Ask(_state.Pending, ask, Config().RateLimit, time.GetUtcNow());
        var committed = CommitAsync(decision);
        if (!decision.Changed.IsEmpty)
            await committed;
        return decision.Answer!;
    }

    public Task ClaimAsync(string incident, ChannelClaim claim)
    {
        _state.ThrowIfFailed();
        return CommitAsync(ChannelPolicy.Claim(_state.Pending, incident, claim, time.GetUtcNow()));
    }

    public async Task WakeAsync()
    {
        _state.ThrowIfFailed();
        await CommitAsync(ChannelPolicy.Wake(_state.Pending, Config(), config.Table, time.GetUtcNow()));
        await HandOverAsync();
        var due = _state.Committed.NextDue();
        if (due.IsEmpty)
            return;
        var woken = new List<KeyValuePair<string, ChannelWaiter>>(due.Length);
        foreach (var some in due.Chunk(WakesAtOnce))
            woken.AddRange((await Task.WhenAll(some.Select(WakeAsync))).OfType<KeyValuePair<string, ChannelWaiter>>());
        await CommitAsync(ChannelPolicy.Woken(_state.Pending, woken));
    }

    /// <summary>A channel that is gone holds nothing back.</summary>
    private ChannelConfig Config()
    {
        var channel = this.GetPrimaryKeyString();
        return config.Table.Channel(channel) ?? new ChannelConfig { Id = channel, Name = channel };
    }

    private async Task<KeyValuePair<string, ChannelWaiter>?> WakeAsync(KeyValuePair<string, ChannelWaiter> waiter)
    {
        try
        {
            await GrainFactory.GetGrain<IIncidentGrain>(waiter.Key).WakeAsync();
            return waiter;
        }
        catch (Exception e)
        {
            LogNotWoken(waiter.Key, e);
            return null;
        }
    }

    private async Task HandOverAsync()
    {
        if (_state.Committed.Outbox is not { IsEmpty: false } outbox)
            return;
        var key = Summary.Key(this.GetPrimaryKeyString()).Value;
        await Task.WhenAll(outbox.GroupBy(n => n.Sink).Select(sink => GrainFactory.GetGrain<IDeliveryGrain>($"{key}|{sink.Key}").EnqueueAsync([.. sink.Select(n => n.Notification)])));
        await _state.CommitAsync(ChannelPolicy.HandedOver(_state.Pending, outbox), [], deferrable: true);
    }

    private async Task CommitAsync(ChannelDecision decision)
    {
        var before = _state.Pending;
        if (ReferenceEquals(decision.State, before))
            return;
        var now = time.GetUtcNow();
        await _state.CommitAsync(
            decision.State,
            [.. decision.Journal.Select(e => IncidentStore.Journal(e, now))],
            ChannelStore.Parts(before, decision.State, decision.Changed),
            deferrable: decision.Changed.IsEmpty && decision.Journal.IsEmpty);
        foreach (var entry in decision.Journal)
            metrics.OnDecided(entry);
    }

    [LoggerMessage(1401, LogLevel.Warning, "Incident {Incident} could not be woken by its channel; it is tried again, and looks itself within five minutes")]
    private partial void LogNotWoken(string incident, Exception e);
}
