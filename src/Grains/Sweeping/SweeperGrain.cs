using Router.Domain.Storage;
using Router.Grains.Interfaces;

namespace Router.Grains.Sweeping;

/// <summary>
/// Wakes the grains of one shard whose due time has come. A wake that fails is tried again after 1 s, doubling to 5 minutes. A wake that
/// hangs, as one of a grain on a silo that was just lost, holds up no other: the sweep ends without it.
/// </summary>
[GrainType("sweeper")]
internal sealed partial class SweeperGrain(IDueRows due, TimeProvider time, ILogger<SweeperGrain> logger) : Grain, ISweeperGrain
{
    private const int Limit = 256;
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromMinutes(5);

    /// <summary>Every silo asks once a second; one sweep is enough.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(700);
    private static readonly TimeSpan LongestSweep = TimeSpan.FromSeconds(1);

    private readonly Dictionary<GrainKey, (TimeSpan Delay, DateTimeOffset Until)> _backoff = [];
    private readonly HashSet<GrainKey> _waking = [];
    private readonly List<(GrainKey Key, string Problem)> _failedNow = [];
    private long _last;

    public async Task SweepAsync()
    {
        if (_last != 0 && time.GetElapsedTime(_last) < Pace)
            return;
        _last = time.GetTimestamp();
        var now = time.GetUtcNow();
        var rows = await due.ReadDueAsync((int)this.GetPrimaryKeyLong(), now, Limit + _backoff.Count + _waking.Count);
        foreach (var gone in _backoff.Keys.Except(rows.Select(r => r.Key)).ToList())
            _backoff.Remove(gone);
        _failedNow.Clear();
        var wakes = Task.WhenAll(rows.Where(r => !_waking.Contains(r.Key) && !(_backoff.TryGetValue(r.Key, out var wait) && wait.Until > now)).Select(r => WakeAsync(r.Key)).ToList());
        if (!wakes.IsCompleted)
            await Task.WhenAny(wakes, Task.Delay(LongestSweep, time));
        if (_failedNow is [var (key, problem), ..])
            LogWakesFailed(_failedNow.Count, key.ToString(), problem);
    }

    private async Task WakeAsync(GrainKey key)
    {
        _waking.Add(key);
        try
        {
            await GrainFactory.GetGrain<IWakeable>(GrainId.Create(key.Type, key.Id)).WakeAsync();
            _backoff.Remove(key);
        }
        catch (Exception e)
        {
            if (!_backoff.ContainsKey(key))
                _failedNow.Add((key, e.Message));
            var delay = _backoff.TryGetValue(key, out var last) ? last.Delay * 2 : TimeSpan.FromSeconds(1);
            delay = delay > LongestBackoff ? LongestBackoff : delay;
            _backoff[key] = (delay, time.GetUtcNow() + delay);
            LogWakeFailed(key.ToString(), delay, e);
        }
        finally
        {
            _waking.Remove(key);
        }
    }

    [LoggerMessage(1204, LogLevel.Warning, "{Count} grains could not be woken, and are tried again after 1 s, doubling to 5 minutes; the first, {Grain}: {Problem}")]
    private partial void LogWakesFailed(int count, string grain, string problem);

    [LoggerMessage(1201, LogLevel.Debug, "{Grain} could not be woken; tried again in {Delay}")]
    private partial void LogWakeFailed(string grain, TimeSpan delay, Exception e);
}
