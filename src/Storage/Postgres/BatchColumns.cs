using Npgsql;
using NpgsqlTypes;

namespace Router.Storage.Postgres;

/// <summary>A batch turned into arrays, one a column: a row's entries and parts are a slice of theirs, from <c>entry</c> and <c>part</c> (counted from 1) on.</summary>
internal sealed class BatchColumns
{
    private readonly RowColumns _rows;
    private readonly short[] _shards;
    private readonly long[] _expected;
    private readonly bool[] _deferred;
    private readonly int[] _entries;
    private readonly int[] _entry;
    private readonly int[] _parts;
    private readonly int[] _part;
    private readonly short[] _entryKinds;
    private readonly long[] _entryTimes;
    private readonly byte[][] _entryData;
    private readonly string[] _partKeys;
    private readonly byte[]?[] _partData;

    public BatchColumns(IReadOnlyList<PendingWrite> writes)
    {
        var n = writes.Count;
        _rows = new(n);
        _shards = new short[n];
        _expected = new long[n];
        _deferred = new bool[n];
        _entries = new int[n];
        _entry = new int[n];
        _parts = new int[n];
        _part = new int[n];
        var entries = writes.Sum(write => write.Entries);
        _entryKinds = new short[entries];
        _entryTimes = new long[entries];
        _entryData = new byte[entries][];
        var parts = new List<KeyValuePair<string, byte[]?>>();
        var entry = 0;
        for (var i = 0; i < n; i++)
        {
            var (pending, write) = (writes[i], writes[i].Write);
            _rows.Set(i, write.Key, pending.Snapshot);
            _shards[i] = (short)GrainShard.Of(write.Key);
            _expected[i] = write.ExpectedVersion;
            _deferred[i] = pending.IsDeferred;
            _entry[i] = entry + 1;
            _entries[i] = pending.Entries;
            for (var e = 0; e < _entries[i]; e++, entry++)
            {
                var written = write.Journal[e];
                _entryKinds[entry] = (short)written.Kind;
                _entryTimes[entry] = written.At.UtcTicks;
                _entryData[entry] = RowColumns.Bytes(written.Data);
            }
            _part[i] = parts.Count + 1;
            parts.AddRange(NewestParts(write));
            _parts[i] = parts.Count + 1 - _part[i];
        }
        _partKeys = [.. parts.Select(part => part.Key)];
        _partData = [.. parts.Select(part => part.Value)];
    }

    /// <summary>Adds the parameters of <see cref="BatchStatement"/>.</summary>
    /// <param name="command">The statement.</param>
    /// <param name="dayStart">The first position of the day.</param>
    public void AddTo(NpgsqlCommand command, long dayStart)
    {
        _rows.AddTo(command);
        command.Add(_shards, NpgsqlDbType.Smallint);
        command.Add(_expected, NpgsqlDbType.Bigint);
        command.Add(_deferred, NpgsqlDbType.Boolean);
        command.Add(_entries, NpgsqlDbType.Integer);
        command.Add(_entry, NpgsqlDbType.Integer);
        command.Add(_parts, NpgsqlDbType.Integer);
        command.Add(_part, NpgsqlDbType.Integer);
        command.Add(dayStart);
        command.Add(_entryKinds, NpgsqlDbType.Smallint);
        command.Add(_entryTimes, NpgsqlDbType.Bigint);
        command.Add(_entryData, NpgsqlDbType.Bytea);
        command.Add(_partKeys, NpgsqlDbType.Text);
        command.Add(_partData, NpgsqlDbType.Bytea);
    }

    /// <summary>The last change of each part.</summary>
    private static IEnumerable<KeyValuePair<string, byte[]?>> NewestParts(GrainWrite write)
    {
        if (write.Parts.IsDefaultOrEmpty)
            return [];
        var newest = new Dictionary<string, byte[]?>(write.Parts.Length);
        foreach (var part in write.Parts)
            newest[PostgresText.Encode(part.Key)] = part.Data is { } data ? RowColumns.Bytes(data) : null;
        return newest;
    }
}
