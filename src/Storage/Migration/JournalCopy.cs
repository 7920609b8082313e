using System.Text.Json;

namespace Router.Storage.Migration;

/// <summary>
/// Copies the journal: entries within a second of each other are written at once, a grain's together. A grain's row in the target says
/// which of its entries are there, in the same commit: so what is begun again after an interruption is neither left out nor doubled.
/// </summary>
internal sealed class JournalCopy(IStore source, IStore target, EntryClock clock)
{
    private const int Page = 256;
    private const int MostEntries = 128;
    private const int MostBytes = 1 << 20;
    private const int MostKnown = 100_000;
    private static readonly TimeSpan Together = TimeSpan.FromSeconds(1);

    private readonly Dictionary<GrainKey, (long Version, long Copied)> _known = [];

    /// <summary>Copies a page after a position.</summary>
    /// <returns>The last position of the page; null at the end.</returns>
    public async Task<long?> StepAsync(long after, CancellationToken cancellationToken)
    {
        var page = await source.ReadAfterAsync(after, Page, cancellationToken);
        for (var i = 0; i < page.Count;)
        {
            var run = page.Skip(i).TakeWhile(entry => (entry.At - page[i].At).Duration() < Together).ToList();
            clock.GoTo(run.Max(entry => entry.At));
            await Task.WhenAll(run.GroupBy(entry => entry.Key).Select(entries => CopyAsync(entries.Key, [.. entries], cancellationToken)));
            i += run.Count;
        }
        return page.Count == 0 ? null : page[^1].Position;
    }

    private async Task CopyAsync(GrainKey key, List<JournalEntry> entries, CancellationToken cancellationToken)
    {
        var (version, copied) = await KnownAsync(key, cancellationToken);
        var left = entries.Where(entry => entry.Position > copied).ToList();
        while (left.Count > 0)
        {
            var (count, bytes) = (1, left[0].Data.Length);
            while (count < left.Count && count < MostEntries && (bytes += left[count].Data.Length) <= MostBytes)
                count++;
            copied = left[count - 1].Position;
            var mark = new GrainSnapshot(JsonSerializer.SerializeToUtf8Bytes(new CopyMark(copied), CopyJson.Default.CopyMark), null);
            var result = await target.CommitAsync(new()
            {
                Key = key,
                ExpectedVersion = version,
                Snapshot = () => mark,
                Journal = [.. left.Take(count).Select(entry => new JournalWrite(entry.Kind, entry.At, entry.Data))],
            });
            version = result.Version;
            left.RemoveRange(0, count);
        }
        lock (_known)
        {
            if (_known.Count >= MostKnown)
                _known.Clear();
            _known[key] = (version, copied);
        }
    }

    private async ValueTask<(long Version, long Copied)> KnownAsync(GrainKey key, CancellationToken cancellationToken)
    {
        lock (_known)
        {
            if (_known.TryGetValue(key, out var known))
                return known;
        }
        return await target.ReadAsync(key, cancellationToken) is { } row
            ? (row.Version, JsonSerializer.Deserialize(row.State.Span, CopyJson.Default.CopyMark)!.Copied)
            : (0, 0);
    }
}
