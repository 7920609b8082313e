using System.Globalization;
using System.Text.Json;
using Router.Domain.Audit;
using Router.Domain.Configuration;
using Router.Domain.Routing;
using Router.Domain.Storage;

namespace Router.Silo.Configuration;

/// <summary>
/// The versions of the config, kept in the store for ever: each text that differs from the one before it is a new version, over
/// restarts too. One row is the newest, so that of two hosts that change it at once one wins; each version has a row of its own too, written
/// after that, at the latest before the next version.
/// </summary>
internal sealed class ConfigHistory(IGrainStateStorage storage, IConfigValues values, TimeProvider time) : IConfigHistory
{
    private const int CompiledAtMost = 16;

    private static readonly GrainKey Newest = new("config", "current");

    private readonly Dictionary<long, RouteTable> _compiled = [];

    /// <summary>The newest version; null when there is none.</summary>
    public async ValueTask<ConfigRevision?> NewestAsync(CancellationToken cancellationToken = default) =>
        await PointerAsync(cancellationToken) is (_, { } pointer) ? pointer.Revision ?? await FindAsync(pointer.Version, cancellationToken) : null;

    /// <summary>The version of a text that comes into force: the newest one's when it is the same, else the next.</summary>
    /// <param name="text">The document.</param>
    /// <param name="author">Who changes it.</param>
    /// <param name="reason">Why; null when nobody says.</param>
    /// <param name="expected">The version that it was made of; null for whatever is the newest.</param>
    /// <exception cref="StoreConflictException">Another host changed it meanwhile.</exception>
    public async Task<ConfigRevision> RecordAsync(string text, string author, string? reason, long? expected = null)
    {
        var (row, pointer) = await PointerAsync();
        if (expected is { } version && version != (pointer?.Version ?? 0))
            throw new StoreConflictException($"Version {pointer?.Version} of the config is the newest, not {version}.");
        var current = pointer is null ? null : pointer.Revision ?? await FindAsync(pointer.Version);
        if (current?.Text == text)
            return current;
        if (pointer?.Revision is { } last)
            await KeepAsync(last);
        // A pointer without its version was written by a router that kept no texts: its version is told by this one.
        var next = new ConfigRevision { Version = (pointer?.Version ?? 0) + 1, Text = text, Author = author, At = time.GetUtcNow(), Reason = reason };
        await storage.CommitAsync(new GrainWrite
        {
            Key = Newest,
            ExpectedVersion = row?.Version ?? 0,
            Snapshot = () => new(JsonSerializer.SerializeToUtf8Bytes(new(next.Version, next), ConfigHistoryJson.Default.ConfigPointer), null),
            Journal = [AuditJson.Journal(new() { Actor = author, Action = "config_changed", Subject = next.Version.ToString(CultureInfo.InvariantCulture), Reason = reason }, next.At)],
        });
        await KeepAsync(next);
        return next;
    }

    /// <inheritdoc/>
    public async ValueTask<ConfigRevision?> FindAsync(long version, CancellationToken cancellationToken = default)
    {
        if (version <= 0)
            return null;
        if (await storage.ReadAsync(Key(version), cancellationToken) is { } row)
            return Read(row, ConfigHistoryJson.Default.ConfigRevision);
        return await PointerAsync(cancellationToken) is (_, { Revision: { } newest }) && newest.Version == version ? newest : null;
    }

    /// <inheritdoc/>
    public async ValueTask<RouteTable?> TableAsync(long version, CancellationToken cancellationToken = default)
    {
        lock (_compiled)
        {
            if (_compiled.TryGetValue(version, out var known))
                return known;
        }

        if (await FindAsync(version, cancellationToken) is not { } revision || ConfigDocument.ParsePast(revision.Text, values).Config is not { } config)
            return null;
        var table = new RouteTable(config, version);
        lock (_compiled)
        {
            if (_compiled.Count >= CompiledAtMost)
                _compiled.Clear();
            _compiled[version] = table;
        }

        return table;
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<ConfigRevision>> ListAsync(long before, int limit, CancellationToken cancellationToken = default)
    {
        var newest = await PointerAsync(cancellationToken) is (_, { } pointer) ? pointer.Version : 0;
        var revisions = new List<ConfigRevision>();
        for (var version = Math.Min(before - 1, newest); version > 0 && revisions.Count < limit; version--)
        {
            if (await FindAsync(version, cancellationToken) is { } revision)
                revisions.Add(revision);
        }

        return revisions;
    }

    private async ValueTask<(GrainRow? Row, ConfigPointer? Pointer)> PointerAsync(CancellationToken cancellationToken = default) =>
        await storage.ReadAsync(Newest, cancellationToken) is { } row ? (row, Read(row, ConfigHistoryJson.Default.ConfigPointer)) : (null, null);

    private async Task KeepAsync(ConfigRevision revision)
    {
        var row = await storage.ReadAsync(Key(revision.Version));
        if (row is not null && Read(row, ConfigHistoryJson.Default.ConfigRevision) == revision)
            return;
        try
        {
            await storage.CommitAsync(new GrainWrite
            {
                Key = Key(revision.Version),
                ExpectedVersion = row?.Version ?? 0,
                Snapshot = () => new(JsonSerializer.SerializeToUtf8Bytes(revision, ConfigHistoryJson.Default.ConfigRevision), null),
            });
        }
        catch (StoreConflictException)
        {
            // Another host keeps the same one.
        }
    }

    private static GrainKey Key(long version) => new("config-version", version.ToString("D12", CultureInfo.InvariantCulture));

    private static T Read<T>(GrainRow row, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) => JsonSerializer.Deserialize(row.State.Span, type)!;
}
