using System.Collections.Frozen;
using Microsoft.Extensions.Hosting;
using Router.Domain.Audit;
using Router.Domain.Configuration;
using Router.Domain.Delivery;
using Router.Domain.Storage;
using Router.Grains.Interfaces;
using Router.Grains.Sinks;
using Router.Grains.Storage;

namespace Router.Grains.Delivery;

/// <summary>What all queues of one sink share. It calls no grain.</summary>
[GrainType(DeliveryStore.SinkGrainType)]
[CollectionAgeLimit(Days = 1)]
internal sealed partial class SinkGrain(
    IGrainStateStorage storage,
    ICurrentConfig config,
    FrozenDictionary<string, ISink> sinks,
    RouterLinks links,
    TimeProvider time,
    IHostApplicationLifetime host,
    ILogger<SinkGrain> logger) : Grain, ISinkGrain
{
    private GroupCommit<SinkState> _state = null!;
    private DateTimeOffset? _pausedUntil;
    private SinkAttempt? _lastSuccess;
    private SinkAttempt? _lastFailure;

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

    public async Task<bool> EnableAsync(string actor, string? reason)
    {
        _pausedUntil = null;
        if (_state.Pending.DisabledAt is null)
            return false;
        await _state.CommitAsync(new(), [Audit("sink_enabled", actor, reason)]);
        LogEnabled(this.GetPrimaryKeyString(), actor);
        return true;
    }

    public Task NoteAsync(SinkAttempt attempt)
    {
        if (attempt.Result.Verdict == SinkVerdict.Delivered)
            _lastSuccess = attempt;
        else
            _lastFailure = attempt;
        return Task.CompletedTask;
    }

    public Task<SinkStatus> StatusAsync() => Task.FromResult(new SinkStatus
    {
        DisabledAt = _state.Committed.DisabledAt,
        DisabledReason = _state.Committed.Reason,
        PausedUntil = _pausedUntil > time.GetUtcNow() ? _pausedUntil : null,
        LastSuccess = _lastSuccess,
        LastFailure = _lastFailure,
    });

    public async Task<SinkAttempt?> TestAsync(string actor, string? reason)
    {
        if (config.Table.Sink(this.GetPrimaryKeyString()) is not { } sink)
            return null;
        await _state.CommitAsync(_state.Pending, [Audit("sink_tested", actor, reason)]);
        var notification = SinkTest.Create(sink.Id, actor, time.GetUtcNow());
        var began = time.GetTimestamp();
        var result = await sinks[sink.Type].SendAsync(sink, notification, links, host.ApplicationStopping);
        var attempt = new SinkAttempt(notification.DeliveryId(sink.Id), time.GetUtcNow(), time.GetElapsedTime(began), result);
        await NoteAsync(attempt);
        return attempt;
    }

    private JournalWrite Audit(string action, string actor, string? reason) =>
        AuditJson.Journal(new() { Actor = actor, Action = action, Subject = this.GetPrimaryKeyString(), Reason = reason }, time.GetUtcNow());

    [LoggerMessage(1310, LogLevel.Error, "Sink {Sink} is disabled until a person enables it: its receiver wants no more ({Reason})")]
    private partial void LogDisabled(string sink, string reason);

    [LoggerMessage(1311, LogLevel.Information, "Sink {Sink} is enabled again by {Actor}")]
    private partial void LogEnabled(string sink, string actor);
}
