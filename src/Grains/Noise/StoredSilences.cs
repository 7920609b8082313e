using Router.Domain.Noise;
using Router.Domain.Storage;

namespace Router.Grains.Noise;

/// <summary>The stored silences that have not ended. Each is read once: nothing of a row changes but that it ends, and then it is listed no more.</summary>
internal sealed partial class StoredSilences(IGrainStateStorage storage, IIndexQuery index, ILogger<StoredSilences> logger)
{
    /// <summary>Those that were found last, by id.</summary>
    public IReadOnlyDictionary<string, StoredSilence> Live { get; private set; } = ImmutableDictionary<string, StoredSilence>.Empty;

    /// <summary>Looks again. For use by one caller at a time.</summary>
    /// <returns>True when there are others than before.</returns>
    public async Task<bool> RefreshAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var live = new Dictionary<string, StoredSilence>();
        await foreach (var row in IndexPages.ReadAsync(index, SilenceStore.GrainType, SilenceStore.Live, cancellationToken))
        {
            if (await ReadAsync(row, cancellationToken) is not { } found)
                continue;
            if (found.Silence?.Schedule is { } schedule && schedule.IsOver(now))
                await RetireAsync(row, schedule.Until);
            else
                live[row.Id] = found;
        }

        var isChanged = live.Count != Live.Count || !live.Keys.All(Live.ContainsKey);
        Live = live;
        return isChanged;
    }

    private async Task<StoredSilence?> ReadAsync(GrainKey row, CancellationToken cancellationToken)
    {
        if (Live.TryGetValue(row.Id, out var known))
            return known;
        if (await storage.ReadAsync(row, cancellationToken) is not { } found)
            return null;
        var read = StoredSilence.Of(SilenceStore.Read(found.State));
        if (read.Silence is null)
            LogUnreadable(row.Id);
        return read.Record.EndedAt is null ? read : null;
    }

    /// <summary>Lists it as over, so that retention takes it in time.</summary>
    private async Task RetireAsync(GrainKey key, DateTimeOffset? at)
    {
        if (await storage.ReadAsync(key) is not { } row || SilenceStore.Read(row.State) is not { EndedAt: null } record)
            return;
        try
        {
            await storage.CommitAsync(new() { Key = key, ExpectedVersion = row.Version, Snapshot = () => SilenceStore.Snapshot(record with { EndedAt = at }) });
        }
        catch (StoreConflictException)
        {
            // Ended by hand meanwhile, or retired by another process.
        }
    }

    [LoggerMessage(1302, LogLevel.Error, "The silence {Silence} holds nothing back: this version can't read its condition, or this machine has not its time zone")]
    private partial void LogUnreadable(string silence);
}
