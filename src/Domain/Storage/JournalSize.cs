namespace Router.Domain.Storage;

/// <summary>How large the journal of a write is. One that <see cref="Fits"/> is taken by every store.</summary>
/// <param name="Entries">Entries.</param>
/// <param name="Audits">Of them, those of kind <see cref="JournalKind.Audit"/>.</param>
/// <param name="Bytes">Bytes of their data.</param>
public readonly record struct JournalSize(int Entries, int Audits, long Bytes)
{
    /// <summary>The most entries of a write. Azure Storage: positions have room for 512 a transaction.</summary>
    public const int MostEntries = 256;

    /// <summary>The most entries of kind <see cref="JournalKind.Audit"/>. Azure Storage: each is a row more, of 100 a transaction.</summary>
    public const int MostAudits = 32;

    /// <summary>The most bytes of their data. Azure Storage: 4 MiB a transaction, in Base64 and with what goes with them.</summary>
    public const long MostBytes = 1 << 20;

    /// <summary>Within all of the limits.</summary>
    public bool Fits => Entries <= MostEntries && Audits <= MostAudits && Bytes <= MostBytes;

    /// <summary>The size of a journal.</summary>
    public static JournalSize Of(ImmutableArray<JournalWrite> journal)
    {
        var size = default(JournalSize);
        foreach (var entry in journal.IsDefault ? [] : journal)
            size += new JournalSize(1, entry.Kind == JournalKind.Audit ? 1 : 0, entry.Data.Length);
        return size;
    }

    /// <summary>Both together.</summary>
    public static JournalSize operator +(JournalSize left, JournalSize right) => new(left.Entries + right.Entries, left.Audits + right.Audits, left.Bytes + right.Bytes);
}
