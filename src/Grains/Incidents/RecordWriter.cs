using Router.Domain.Incidents;
using Router.Domain.Storage;

namespace Router.Grains.Incidents;

/// <summary>Writes the records of one grain's incidents; remembers their versions. For use within one grain's turns only.</summary>
internal sealed class RecordWriter(IGrainStateStorage storage)
{
    private readonly Dictionary<string, long> _versions = [];

    /// <summary>Completes when the records are durable.</summary>
    public Task WriteAsync(IEnumerable<IncidentRecord> records) => Task.WhenAll(records.Select(WriteAsync));

    private async Task WriteAsync(IncidentRecord record)
    {
        var key = IncidentStore.RecordKey(record.Id);
        if (!_versions.Remove(record.Id, out var version))
            version = (await storage.ReadAsync(key))?.Version ?? 0;
        var written = await storage.CommitAsync(new() { Key = key, ExpectedVersion = version, Snapshot = () => IncidentStore.Record(record) });
        if (record.Incident.IsOpen())
            _versions[record.Id] = written.Version;
    }
}
