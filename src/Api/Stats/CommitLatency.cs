namespace Router.Api.Stats;

/// <summary>How long the store's transactions took in the last minute or two. Thread-safe.</summary>
internal sealed class CommitLatency(TimeProvider time)
{
    private readonly Lock _gate = new();
    private (long Minute, long Count, double Sum, double Longest) _now;
    private (long Minute, long Count, double Sum, double Longest) _before;

    /// <summary>A transaction took so long.</summary>
    public void Add(double seconds)
    {
        lock (_gate)
        {
            Turn();
            _now = (_now.Minute, _now.Count + 1, _now.Sum + seconds, Math.Max(_now.Longest, seconds));
        }
    }

    /// <summary>Of this minute and the one before, in milliseconds: mean and longest; null when there was none.</summary>
    public (double Mean, double Longest)? Read()
    {
        lock (_gate)
        {
            Turn();
            var count = _now.Count + _before.Count;
            return count == 0 ? null : ((_now.Sum + _before.Sum) / count * 1000, Math.Max(_now.Longest, _before.Longest) * 1000);
        }
    }

    private void Turn()
    {
        var minute = time.GetUtcNow().UtcTicks / TimeSpan.TicksPerMinute;
        if (minute == _now.Minute)
            return;
        _before = minute == _now.Minute + 1 ? _now : default;
        _now = (minute, 0, 0, 0);
    }
}
