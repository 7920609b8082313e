using System.Runtime.InteropServices;
using Npgsql;
using NpgsqlTypes;

namespace Router.Storage.Postgres;

/// <summary>Rows turned into arrays, one a column: key, data and place in the lists.</summary>
internal sealed class RowColumns(int count)
{
    /// <summary>How the columns are named where they are read from <c>unnest($1, ... $18)</c>.</summary>
    public const string Names =
        "type, id, due_at, data, created, first_seen, last_seen, count, status, severity, title, search, project, environment, rule, channels, facets, listed";

    /// <summary>Their parameters.</summary>
    public const string Parameters = "$1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18";

    /// <summary>Those of them that a write changes in <c>grains</c>.</summary>
    public const string Columns =
        "due_at, data, created, first_seen, last_seen, count, status, severity, title, search, project, environment, rule, channels, facets";

    /// <summary>Their values.</summary>
    public const string Values = """
        due_at, data, created, first_seen, last_seen, count, status, severity, title, search, project, environment, rule, channels,
        case when listed then string_to_array(facets, E'\x02') end
        """;

    /// <summary>
    /// What changes a row that is there. Rows are always found by their key this way; the plan of a join can be made while a table has
    /// hardly a row, and then walks the whole of it when it has many.
    /// </summary>
    public const string Change = """
        due_at = excluded.due_at, data = excluded.data, created = excluded.created, first_seen = excluded.first_seen, last_seen = excluded.last_seen,
        count = excluded.count, status = excluded.status, severity = excluded.severity, title = excluded.title, search = excluded.search,
        project = excluded.project, environment = excluded.environment, rule = excluded.rule, channels = excluded.channels, facets = excluded.facets
        """;

    private readonly string[] _types = new string[count];
    private readonly string[] _ids = new string[count];
    private readonly long?[] _dueAt = new long?[count];
    private readonly byte[]?[] _data = new byte[]?[count];
    private readonly long?[] _created = new long?[count];
    private readonly long?[] _firstSeen = new long?[count];
    private readonly long?[] _lastSeen = new long?[count];
    private readonly long?[] _count = new long?[count];
    private readonly string?[] _status = new string?[count];
    private readonly short?[] _severity = new short?[count];
    private readonly string?[] _title = new string?[count];
    private readonly string?[] _search = new string?[count];
    private readonly string?[] _project = new string?[count];
    private readonly string?[] _environment = new string?[count];
    private readonly string?[] _rule = new string?[count];
    private readonly string?[] _channels = new string?[count];
    private readonly string?[] _facets = new string?[count];
    private readonly bool[] _listed = new bool[count];

    /// <summary>Sets a row; without a snapshot its data is null.</summary>
    public void Set(int i, GrainKey key, GrainSnapshot? snapshot)
    {
        _types[i] = PostgresText.Encode(key.Type);
        _ids[i] = PostgresText.Encode(key.Id);
        if (snapshot is null)
            return;
        _dueAt[i] = snapshot.DueAt?.ToUnixTimeMilliseconds();
        _data[i] = Bytes(snapshot.State);
        if (snapshot.Index is not { } row)
            return;
        _listed[i] = true;
        _created[i] = ListColumns.Created(row);
        _firstSeen[i] = row.FirstSeen.ToUnixTimeMilliseconds();
        _lastSeen[i] = row.LastSeen.ToUnixTimeMilliseconds();
        _count[i] = row.Count;
        _status[i] = PostgresText.Encode(row.Status);
        _severity[i] = (short)row.Severity;
        _title[i] = PostgresText.Encode(row.Title);
        _search[i] = ListColumns.Search(row.Title, key.Id);
        _project[i] = Encoded(row.Project);
        _environment[i] = Encoded(row.Environment);
        _rule[i] = Encoded(row.Rule);
        _channels[i] = ListColumns.Channels(row);
        _facets[i] = ListColumns.Facets(key.Type, row);
    }

    /// <summary>Adds <see cref="Parameters"/>, which must be the first.</summary>
    public void AddTo(NpgsqlCommand command)
    {
        command.Add(_types, NpgsqlDbType.Text);
        command.Add(_ids, NpgsqlDbType.Text);
        command.Add(_dueAt, NpgsqlDbType.Bigint);
        command.Add(_data, NpgsqlDbType.Bytea);
        command.Add(_created, NpgsqlDbType.Bigint);
        command.Add(_firstSeen, NpgsqlDbType.Bigint);
        command.Add(_lastSeen, NpgsqlDbType.Bigint);
        command.Add(_count, NpgsqlDbType.Bigint);
        command.Add(_status, NpgsqlDbType.Text);
        command.Add(_severity, NpgsqlDbType.Smallint);
        command.Add(_title, NpgsqlDbType.Text);
        command.Add(_search, NpgsqlDbType.Text);
        command.Add(_project, NpgsqlDbType.Text);
        command.Add(_environment, NpgsqlDbType.Text);
        command.Add(_rule, NpgsqlDbType.Text);
        command.Add(_channels, NpgsqlDbType.Text);
        command.Add(_facets, NpgsqlDbType.Text);
        command.Add(_listed, NpgsqlDbType.Boolean);
    }

    /// <summary>The array itself where the memory is the whole of one.</summary>
    public static byte[] Bytes(ReadOnlyMemory<byte> memory) =>
        MemoryMarshal.TryGetArray(memory, out var segment) && segment.Offset == 0 && segment.Count == segment.Array!.Length
            ? segment.Array
            : memory.ToArray();

    private static string? Encoded(string? text) => text is null ? null : PostgresText.Encode(text);
}
