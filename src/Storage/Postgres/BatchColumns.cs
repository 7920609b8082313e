namespace Router.Storage.Postgres;

/// <summary>A batch turned into arrays, one a column: a row's entries and parts are a slice of theirs, from <see cref="Entry"/> and <see cref="Part"/> (counted from 1) on.</summary>
internal sealed class BatchColumns
{
    public BatchColumns(IReadOnlyList<PendingWrite> writes)
    {
        var n = writes.Count;
        Types = new string[n];
        Ids = new string[n];
        Shards = new short[n];
        Expected = new long[n];
        DueAt = new long?[n];
        Data = new byte[]?[n];
        Created = new long?[n];
        FirstSeen = new long?[n];
        LastSeen = new long?[n];
        Count = new long?[n];
        Status = new string?[n];
        Severity = new short?[n];
        Title = new string?[n];
        Search = new string?[n];
        Project = new string?[n];
        Environment = new string?[n];
        Rule = new string?[n];
        Channels = new string?[n];
        Facets = new string?[n];
        Listed = new bool[n];
        Entries = new int[n];
        Entry = new int[n];
        Parts = new int[n];
        Part = new int[n];
        var entries = writes.Sum(write => write.Entries);
        EntryKinds = new short[entries];
        EntryTimes = new long[entries];
        EntryData = new byte[entries][];
        var parts = new List<KeyValuePair<string, byte[]?>>();
        var entry = 0;
        for (var i = 0; i < n; i++)
        {
            Row(i, writes[i]);
            Entry[i] = entry + 1;
            Entries[i] = writes[i].Entries;
            for (var e = 0; e < Entries[i]; e++, entry++)
            {
                var written = writes[i].Write.Journal[e];
                EntryKinds[entry] = (short)written.Kind;
                EntryTimes[entry] = written.At.UtcTicks;
                EntryData[entry] = Bytes(written.Data);
            }
            Part[i] = parts.Count + 1;
            parts.AddRange(NewestParts(writes[i].Write));
            Parts[i] = parts.Count + 1 - Part[i];
        }
        PartKeys = [.. parts.Select(part => part.Key)];
        PartData = [.. parts.Select(part => part.Value)];
    }

    public string[] Types { get; }

    public string[] Ids { get; }

    public short[] Shards { get; }

    public long[] Expected { get; }

    public long?[] DueAt { get; }

    public byte[]?[] Data { get; }

    public long?[] Created { get; }

    public long?[] FirstSeen { get; }

    public long?[] LastSeen { get; }

    public long?[] Count { get; }

    public string?[] Status { get; }

    public short?[] Severity { get; }

    public string?[] Title { get; }

    public string?[] Search { get; }

    public string?[] Project { get; }

    public string?[] Environment { get; }

    public string?[] Rule { get; }

    public string?[] Channels { get; }

    public string?[] Facets { get; }

    public bool[] Listed { get; }

    public int[] Entries { get; }

    public int[] Entry { get; }

    public int[] Parts { get; }

    public int[] Part { get; }

    public short[] EntryKinds { get; }

    public long[] EntryTimes { get; }

    public byte[][] EntryData { get; }

    public string[] PartKeys { get; }

    public byte[]?[] PartData { get; }

    private void Row(int i, PendingWrite pending)
    {
        var key = pending.Write.Key;
        Types[i] = PostgresText.Encode(key.Type);
        Ids[i] = PostgresText.Encode(key.Id);
        Shards[i] = (short)GrainShard.Of(key);
        Expected[i] = pending.Write.ExpectedVersion;
        if (pending.Snapshot is not { } snapshot)
            return;
        DueAt[i] = snapshot.DueAt?.ToUnixTimeMilliseconds();
        Data[i] = Bytes(snapshot.State);
        if (snapshot.Index is not { } row)
            return;
        Listed[i] = true;
        Created[i] = ListColumns.Created(row);
        FirstSeen[i] = row.FirstSeen.ToUnixTimeMilliseconds();
        LastSeen[i] = row.LastSeen.ToUnixTimeMilliseconds();
        Count[i] = row.Count;
        Status[i] = PostgresText.Encode(row.Status);
        Severity[i] = (short)row.Severity;
        Title[i] = PostgresText.Encode(row.Title);
        Search[i] = ListColumns.Search(row.Title, key.Id);
        Project[i] = Encoded(row.Project);
        Environment[i] = Encoded(row.Environment);
        Rule[i] = Encoded(row.Rule);
        Channels[i] = ListColumns.Channels(row);
        Facets[i] = ListColumns.Facets(key.Type, row);
    }

    private static string? Encoded(string? text) => text is null ? null : PostgresText.Encode(text);

    /// <summary>The last change of each part.</summary>
    private static IEnumerable<KeyValuePair<string, byte[]?>> NewestParts(GrainWrite write)
    {
        if (write.Parts.IsDefaultOrEmpty)
            return [];
        var newest = new Dictionary<string, byte[]?>(write.Parts.Length);
        foreach (var part in write.Parts)
            newest[PostgresText.Encode(part.Key)] = part.Data is { } data ? Bytes(data) : null;
        return newest;
    }

    /// <summary>The array itself where the memory is the whole of one.</summary>
    private static byte[] Bytes(ReadOnlyMemory<byte> memory) =>
        System.Runtime.InteropServices.MemoryMarshal.TryGetArray(memory, out var segment) && segment.Offset == 0 && segment.Count == segment.Array!.Length
            ? segment.Array
            : memory.ToArray();
}
