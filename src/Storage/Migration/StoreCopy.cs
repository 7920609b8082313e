using System.Text.Json;

namespace Router.Storage.Migration;

/// <summary>
/// Copies a stopped installation's store into an empty one of any kind, and compares both. Interrupted, it goes on where it was. States,
/// due times, lists, parts and the journal are the same afterwards; versions and positions are the target's own.
/// </summary>
public sealed class StoreCopy
{
    /// <summary>The target's row while a copy is under way. A router must not start on a store that has it.</summary>
    public static readonly GrainKey ProgressKey = new("migration", "progress");

    private const int Page = 200;

    private readonly IStore _source;
    private readonly IStore _target;
    private readonly string _sourceName;
    private readonly JournalCopy _journal;
    private readonly Action<string> _report;
    private CopyProgress _progress = null!;
    private long _version;

    /// <summary>Prepares a copy.</summary>
    /// <param name="source">What is copied; nobody may write to it.</param>
    /// <param name="sourceName">A name of it that says nothing secret: an interrupted copy goes on from the same source only.</param>
    /// <param name="target">Where it is copied to; opened with <paramref name="clock"/>.</param>
    /// <param name="clock">The target's clock.</param>
    /// <param name="report">Told a line at each step.</param>
    public StoreCopy(IStore source, string sourceName, IStore target, EntryClock clock, Action<string> report)
    {
        (_source, _sourceName, _target, _report) = (source, sourceName, target, report);
        _journal = new(source, target, clock);
    }

    /// <summary>Copies what is not copied yet, and verifies.</summary>
    /// <exception cref="CopyException">The target holds something else, or the two differ in the end.</exception>
    /// <exception cref="StoreUnavailableException">One of the stores failed; the same call again goes on.</exception>
    public async Task<StoreSummary> RunAsync(CancellationToken cancellationToken)
    {
        await BeginAsync(cancellationToken);
        if (_progress.Phase == CopyPhase.Journal)
        {
            while (await _journal.StepAsync(_progress.Position, cancellationToken) is { } position)
                await SaveAsync(_progress with { Position = position });
            await SaveAsync(new(_sourceName, CopyPhase.Grains));
        }
        if (_progress.Phase == CopyPhase.Grains)
            await EachPageAsync(_source, CopyPhase.Leftovers, grain => CopyAsync(grain, cancellationToken), cancellationToken);
        if (_progress.Phase == CopyPhase.Leftovers)
            await EachPageAsync(_target, CopyPhase.Verification, grain => RemoveAsync(grain, cancellationToken), cancellationToken);
        return await VerifyAsync(cancellationToken);
    }

    private async Task BeginAsync(CancellationToken cancellationToken)
    {
        if (await _target.ReadAsync(ProgressKey, cancellationToken) is { } row)
        {
            (_version, _progress) = (row.Version, JsonSerializer.Deserialize(row.State.Span, CopyJson.Default.CopyProgress)!);
            if (_progress.Source != _sourceName)
                throw new CopyException("A copy of another store into this target was interrupted. Finish that one, or empty the target.");
            _report($"going on with an interrupted copy: {_progress.Phase}");
            return;
        }
        if ((await _target.ReadGrainsAsync(null, 1, cancellationToken)).Count > 0 || await _target.ReadLastPositionAsync(cancellationToken) > 0)
            throw new CopyException("The target is not empty. Copy into a new store.");
        await SaveAsync(new(_sourceName, CopyPhase.Journal));
    }

    private async Task SaveAsync(CopyProgress progress)
    {
        if (_progress is { } last && last.Phase != progress.Phase)
            _report($"{last.Phase}: done");
        var snapshot = new GrainSnapshot(JsonSerializer.SerializeToUtf8Bytes(progress, CopyJson.Default.CopyProgress), null);
        _version = (await _target.CommitAsync(new() { Key = ProgressKey, ExpectedVersion = _version, Snapshot = () => snapshot })).Version;
        _progress = progress;
    }

    private async Task EachPageAsync(IStore store, CopyPhase next, Func<StoredGrain, Task> act, CancellationToken cancellationToken)
    {
        while (await store.ReadGrainsAsync(_progress.After, Page, cancellationToken) is { Count: > 0 } page)
        {
            await Task.WhenAll(page.Where(grain => grain.Key != ProgressKey).Select(act));
            await SaveAsync(_progress with { Type = page[^1].Key.Type, Id = page[^1].Key.Id });
        }
        await SaveAsync(new(_sourceName, next));
    }

    private async Task CopyAsync(StoredGrain grain, CancellationToken cancellationToken)
    {
        var row = await _source.ReadAsync(grain.Key, cancellationToken) ?? throw new CopyException($"{grain.Key} went while it was copied: stop every router on the source.");
        var there = await _target.ReadAsync(grain.Key, cancellationToken);
        // All of a grain is written at once: where its state is, the rest is.
        if (there is not null && there.State.Span.SequenceEqual(row.State.Span))
            return;
        var parts = row.Parts.Select(part => new PartWrite(part.Key, part.Value));
        var gone = (there?.Parts.Keys ?? []).Where(key => !row.Parts.ContainsKey(key)).Select(key => new PartWrite(key, null));
        await _target.CommitAsync(new()
        {
            Key = grain.Key,
            ExpectedVersion = there?.Version ?? 0,
            Snapshot = () => new(row.State, grain.DueAt, grain.Index),
            Parts = [.. parts, .. gone],
        });
    }

    private async Task RemoveAsync(StoredGrain grain, CancellationToken cancellationToken)
    {
        if (await _source.ReadAsync(grain.Key, cancellationToken) is null && await _target.ReadAsync(grain.Key, cancellationToken) is { } row)
            await _target.CommitAsync(new() { Key = grain.Key, ExpectedVersion = row.Version, Snapshot = null });
    }

    private async Task<StoreSummary> VerifyAsync(CancellationToken cancellationToken)
    {
        var there = await StoreDigest.OfAsync(_source, ProgressKey, cancellationToken);
        var here = await StoreDigest.OfAsync(_target, ProgressKey, cancellationToken);
        if (there != here)
            throw new CopyException($"The copy differs from the source. Source: {there}. Copy: {here}. Stop every router on both, empty the target and copy again.");
        await _target.CommitAsync(new() { Key = ProgressKey, ExpectedVersion = _version, Snapshot = null });
        return here;
    }
}
