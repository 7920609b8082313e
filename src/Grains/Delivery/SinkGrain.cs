using Router.Domain.Delivery;
using Router.Domain.Storage;
using Router.Grains.Interfaces;
using Router.Grains.Sinks;
using Router.Grains.Storage;

namespace Router.Grains.Delivery;

/// <summary>What all queues of one sink share. It calls nobody.</summary>
[GrainType(DeliveryStore.SinkGrainType)]
internal sealed partial class SinkGrain(IGrainStateStorage storage, TimeProvider time, ILogger<SinkGrain> logger) : Grain, ISinkGrain
{
    private GroupCommit<SinkState> _state = null!;
    private DateTimeOffset? _pausedUntil;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var key = new GrainKey(DeliveryStore.SinkGrainType, this.GetPrimaryKeyString());
        var row = await storage.ReadAsync(key, cancellationToken);
        _state = new(storage, key, DeliveryStore.ReadSink(row), row?.Version ?? 0, DeliveryStore.SinkEncoder, DeactivateOnIdle);
    }

    public Task<SinkGate> GateAsync()
    {
        if (_pausedUntil <= time.GetUtcNow())
            _pausedUntil = null;
        return Task.FromResult(new SinkGate(_state.Committed.DisabledAt is not null, _pausedUntil));
    }

    public Task PauseAsync(DateTimeOffset until)
    {
        var longest = time.GetUtcNow() + SinkAnswer.MaxRetryAfter;
        var asked = until < longest ? until : longest;
        if (_pausedUntil is null || asked > _pausedUntil)
            _pausedUntil = asked;
        DelayDeactivation(asked - time.GetUtcNow());
        return Task.CompletedTask;
    }

    public async Task DisableAsync(string reason)
    {
        if (_state.Pending.DisabledAt is not null)
            return;
        await _state.CommitAsync(new() { DisabledAt = time.GetUtcNow(), Reason = reason }, []);
        LogDisabled(this.GetPrimaryKeyString(), reason);
    }

    public async Task EnableAsync()
    {
        _pausedUntil = null;
        if (_state.Pending.DisabledAt is not null)
            await _state.CommitAsync(new(), []);
    }

    [LoggerMessage(1310, LogLevel.Error, "Sink {Sink} is disabled until a person enables it: its receiver wants no more ({Reason})")]
    private partial void LogDisabled(string sink, string reason);
}
