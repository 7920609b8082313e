using Router.Grains.Interfaces;

namespace Router.Grains.Stats;

/// <summary>See <see cref="ITrafficGrain"/>.</summary>
[GrainType("traffic")]
internal sealed class TrafficGrain(TimeProvider time) : Grain, ITrafficGrain
{
    /// <summary>Minutes that are kept: a day.</summary>
    private const int Kept = 24 * 60;

    private readonly Guid _id = Guid.NewGuid();
    private readonly Dictionary<Guid, SortedDictionary<long, ImmutableArray<long>>> _hosts = [];

    public Task<Guid> ReportAsync(Guid host, ImmutableArray<TrafficMinute> minutes)
    {
        if (!_hosts.TryGetValue(host, out var known))
            _hosts[host] = known = [];
        foreach (var minute in minutes)
            known[minute.Number] = minute.Counts;
        var oldest = (time.GetUtcNow().UtcTicks / TimeSpan.TicksPerMinute) - Kept;
        foreach (var (other, counted) in _hosts.ToList())
        {
            while (counted.Count > 0 && counted.First().Key <= oldest)
                counted.Remove(counted.First().Key);
            if (counted.Count == 0)
                _hosts.Remove(other);
        }

        return Task.FromResult(_id);
    }

    public Task<ImmutableArray<TrafficMinute>> ReadAsync(Guid but, long since)
    {
        var sums = new SortedDictionary<long, long[]>();
        foreach (var (number, counts) in _hosts.Where(host => host.Key != but).SelectMany(host => host.Value).Where(minute => minute.Key >= since))
        {
            var sum = sums.GetValueOrDefault(number) ?? [];
            if (sum.Length < counts.Length)
                Array.Resize(ref sum, counts.Length);
            for (var kind = 0; kind < counts.Length; kind++)
                sum[kind] += counts[kind];
            sums[number] = sum;
        }

        return Task.FromResult(sums.Select(sum => new TrafficMinute(sum.Key, [.. sum.Value])).ToImmutableArray());
    }
}
