using System.Collections.Concurrent;
using Router.Domain.Configuration;

namespace Router.Silo.Configuration;

/// <summary>Looks a removed sink up in the config's history. What was found stands until another version comes into force.</summary>
internal sealed class PastSinks(IConfigHistory history, IConfigValues values, ICurrentConfig config) : IPastSinks
{
    private const int VersionsAtOnce = 20;

    private readonly Lock _lock = new();
    private (long Version, ConcurrentDictionary<string, PastSink?> Sinks) _found = (0, []);

    /// <inheritdoc/>
    public async ValueTask<PastSink?> FindAsync(string id, CancellationToken cancellationToken = default)
    {
        var version = config.Table.Version;
        var found = Found(version);
        if (found.TryGetValue(id, out var known))
            return known;
        return found[id] = await SearchAsync(version, id, cancellationToken);
    }

    private ConcurrentDictionary<string, PastSink?> Found(long version)
    {
        lock (_lock)
        {
            if (_found.Version != version)
                _found = (version, []);
            return _found.Sinks;
        }
    }

    private async Task<PastSink?> SearchAsync(long before, string id, CancellationToken cancellationToken)
    {
        while (await history.ListAsync(before, VersionsAtOnce, cancellationToken) is { Count: > 0 } revisions)
        {
            foreach (var revision in revisions)
            {
                if (ConfigDocument.FindSink(revision.Text, id, values) is { } sink)
                    return sink;
            }

            before = revisions[^1].Version;
        }

        return null;
    }
}
