using Router.Domain.Alerts;
using Router.Domain.Storage;

namespace Router.Grains.Tests.Noise;

/// <summary>Lists the keys that a test puts into it.</summary>
internal sealed class FakeIndex : IIndexQuery
{
    public List<(GrainKey Key, string Status)> Rows { get; } = [];

    public ValueTask<IndexPage> ListAsync(IndexFilter filter, CancellationToken cancellationToken = default)
    {
        lock (Rows)
        {
            return ValueTask.FromResult(new IndexPage(
                [.. Rows.Where(r => r.Key.Type == filter.Type && r.Status == filter.Status).Select(r => new IndexedGrain(r.Key, Row(r.Status)))], null));
        }
    }

    private static IndexRow Row(string status) =>
        new() { Status = status, Severity = Severity.Info, Title = "", FirstSeen = default, LastSeen = default, Count = 1 };
}
