using Router.Domain.Configuration;
using Router.Domain.Health;
using Router.Domain.Storage;
using Router.Grains.Interfaces;
using Router.Grains.Sinks;
using Router.Grains.Storage;

namespace Router.Grains.Health;

/// <summary>See <see cref="IHeartbeatGrain"/>.</summary>
[GrainType("heartbeat")]
internal sealed partial class HeartbeatGrain(
    IGrainStateStorage storage, ICurrentConfig config, IHttpClientFactory clients, TimeProvider time, ILogger<HeartbeatGrain> logger) : Grain, IHeartbeatGrain
{
    private static readonly TimeSpan PingTimeout = TimeSpan.FromSeconds(10);
    private GroupCommit<HeartbeatState> _state = null!;
    private bool _isFailing;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var row = await storage.ReadAsync(HealthStore.Heartbeat, cancellationToken);
        _state = new(storage, HealthStore.Heartbeat, HealthStore.ReadHeartbeat(row), row?.Version ?? 0, HealthStore.Encoder, DeactivateOnIdle);
    }

    public async Task EnsureAsync()
    {
        _state.ThrowIfFailed();
        var now = time.GetUtcNow();
        if (config.Table.Config.System?.Heartbeat is { } heartbeat && (_state.Pending.NextAt is not { } next || next > now + heartbeat.Every))
            await _state.CommitAsync(new() { NextAt = now }, []);
    }

    public async Task WakeAsync()
    {
        _state.ThrowIfFailed();
        var now = time.GetUtcNow();
        if (config.Table.Config.System?.Heartbeat is not { } heartbeat)
        {
            await _state.CommitAsync(new(), []);
            DeactivateOnIdle();
        }
        else if (_state.Pending.NextAt <= now)
        {
            await _state.CommitAsync(new() { NextAt = now + heartbeat.Every }, []);
            await PingAsync(heartbeat);
        }
    }

    /// <summary>A ping that fails is not made up for: the next one is soon enough, and the switch is there to notice. The URL is a secret and not told.</summary>
    private async Task PingAsync(HeartbeatConfig heartbeat)
    {
        try
        {
            using var deadline = new CancellationTokenSource(PingTimeout, time);
            using var answer = await clients.CreateClient(SinkHttp.Client(heartbeat.AllowPrivate)).GetAsync(heartbeat.Url, HttpCompletionOption.ResponseHeadersRead, deadline.Token);
            Ended(answer.IsSuccessStatusCode ? null : $"{(int)answer.StatusCode}");
        }
        catch (OperationCanceledException)
        {
            Ended("no answer in time");
        }
        catch (HttpRequestException failure)
        {
            Ended(failure.InnerException is PrivateAddressException ? SinkHttp.PrivateDetail : failure.HttpRequestError.ToString());
        }
    }

    private void Ended(string? problem)
    {
        if (problem is not null && !_isFailing)
            LogFailed(problem);
        _isFailing = problem is not null;
    }

    [LoggerMessage(1610, LogLevel.Warning, "The heartbeat was not taken: {Problem}")]
    private partial void LogFailed(string problem);
}
