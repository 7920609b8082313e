using Router.Domain.Configuration;
using Router.Domain.Routing;

namespace Router.Api.Tests.Receipts;

/// <summary>Config versions in memory, the newest in force.</summary>
internal sealed class FakeHistory : IConfigHistory, ICurrentConfig
{
    private readonly Dictionary<long, (ConfigRevision Revision, RouteTable Table)> _versions = [];

    public RouteTable Table => _versions[_versions.Keys.Max()].Table;

    public void Add(string text, string author, DateTimeOffset at, string? reason = null)
    {
        var version = _versions.Count + 1;
        var config = ConfigDocument.Parse(text, new NoValues()).Config ?? throw new ArgumentException("not a config", nameof(text));
        _versions[version] = (new() { Version = version, Text = text, Author = author, At = at, Reason = reason }, new(config, version));
    }

    public void Forget(long version) => _versions.Remove(version);

    public ValueTask<ConfigRevision?> FindAsync(long version, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(_versions.TryGetValue(version, out var found) ? found.Revision : null);

    public ValueTask<RouteTable?> TableAsync(long version, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(_versions.TryGetValue(version, out var found) ? found.Table : null);

    public ValueTask<IReadOnlyList<ConfigRevision>> ListAsync(long before, int limit, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<IReadOnlyList<ConfigRevision>>([.. _versions.Where(v => v.Key < before).OrderByDescending(v => v.Key).Take(limit).Select(v => v.Value.Revision)]);

    private sealed class NoValues : IConfigValues
    {
        public string? Environment(string name) => null;

        public string? File(string path) => null;
    }
}
