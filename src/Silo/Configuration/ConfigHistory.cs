using System.Globalization;
using System.Text.Json;
using Router.Domain.Audit;
using Router.Domain.Configuration;
using Router.Domain.Routing;
using Router.Domain.Storage;

namespace Router.Silo.Configuration;

/// <summary>
/// The versions of the config, kept in the store for ever: each text that differs from the one before it is a new version, over
/// restarts too. A row says which is the newest; each version is a row of its own, written before that.
/// </summary>
internal sealed class ConfigHistory(IGrainStateStorage storage, IConfigValues values, TimeProvider time) : IConfigHistory
{
    /// <summary>The author of a change that was made in the file.</summary>
    public const string FileAuthor = "file";

    private const int CompiledAtMost = 16;

    private static readonly GrainKey Newest = new("config", "current");

    private readonly Dictionary<long, RouteTable> _compiled = [];

    /// <summary>The version of a text that comes into force: the newest one's when it is the same, else the next.</summary>
    public async Task<ConfigRevision> RecordAsync(string text, string author, string? reason)
    {
        var pointer = await storage.ReadAsync(Newest);
        var newest = pointer is null ? 0 : Read(pointer, ConfigHistoryJson.Default.ConfigPointer).Version;
        var current = newest > 0 ? await FindAsync(newest) : null;
        if (current?.Text == text)
            return current;
        // A pointer without its version was written by a router that kept no texts: its version is told by this one.
        var next = new ConfigRevision { Version = newest + 1, Text = text, Author = author, At = time.GetUtcNow(), Reason = reason };
        var abandoned = await storage.ReadAsync(Key(next.Version));
        await storage.CommitAsync(new GrainWrite
        {
            Key = Key(next.Version),
            ExpectedVersion = abandoned?.Version ?? 0,
            Snapshot = () => new(JsonSerializer.SerializeToUtf8Bytes(next, ConfigHistoryJson.Default.ConfigRevision), null),
            Journal = [AuditJson.Journal(new() { Actor = author, Action = "config_changed", Subject = next.Version.ToString(CultureInfo.InvariantCulture), Reason = reason }, next.At)],
        });
        await storage.CommitAsync(new GrainWrite
        {
            Key = Newest,
            ExpectedVersion = pointer?.Version ?? 0,
            Snapshot = () => new(JsonSerializer.SerializeToUtf8Bytes(new(next.Version), ConfigHistoryJson.Default.ConfigPointer), null),
        });
        return next;
    }

    /// <inheritdoc/>
    public async ValueTask<ConfigRevision?> FindAsync(long version, CancellationToken cancellationToken = default) =>
        version > 0 && await storage.ReadAsync(Key(version), cancellationToken) is { } row ? Read(row, ConfigHistoryJson.Default.ConfigRevision) : null;

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
        var newest = await storage.ReadAsync(Newest, cancellationToken) is { } pointer ? Read(pointer, ConfigHistoryJson.Default.ConfigPointer).Version : 0;
        var revisions = new List<ConfigRevision>();
        for (var version = Math.Min(before - 1, newest); version > 0 && revisions.Count < limit; version--)
        {
            if (await FindAsync(version, cancellationToken) is { } revision)
                revisions.Add(revision);
        }

        return revisions;
    }

    private static GrainKey Key(long version) => new("config-version", version.ToString("D12", CultureInfo.InvariantCulture));

    private static T Read<T>(GrainRow row, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) => JsonSerializer.Deserialize(row.State.Span, type)!;
}
