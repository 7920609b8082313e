using System.Text.Json;
using Router.Domain.Alerts;
using Router.Domain.Storage;

namespace Router.Domain.Noise;

/// <summary>The row of a silence of the API: how it is stored and listed.</summary>
public static class SilenceStore
{
    /// <summary>The row's type.</summary>
    public const string GrainType = "silence";

    /// <summary>The listed status of one that has not ended.</summary>
    public const string Live = "Active";

    /// <summary>The listed status of one that has ended: retention takes it in time.</summary>
    public const string Over = "Resolved";

    /// <summary>No grain is ever woken: a due time that never comes keeps retention away while it has not ended.</summary>
    private static readonly DateTimeOffset Never = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The key of a silence's row.</summary>
    public static GrainKey Key(string id) => new(GrainType, id);

    /// <summary>The row.</summary>
    public static GrainSnapshot Snapshot(SilenceRecord record) => new(
        JsonSerializer.SerializeToUtf8Bytes(record, SilenceJson.Default.SilenceRecord),
        record.EndedAt is null ? Never : null,
        new IndexRow
        {
            Status = record.EndedAt is null ? Live : Over,
            Severity = Severity.Info,
            Title = record.Draft.Reason ?? record.Draft.When ?? record.Id,
            FirstSeen = record.CreatedAt,
            LastSeen = record.EndedAt ?? record.CreatedAt,
            Count = 1,
        });

    /// <summary>Reads a stored row.</summary>
    /// <exception cref="StoreUnavailableException">A newer version wrote it.</exception>
    public static SilenceRecord Read(ReadOnlyMemory<byte> json)
    {
        var record = StoredJson.Read<SilenceRecord>(json);
        return record.Schema <= SilenceRecord.CurrentSchema ? record
            : throw new StoreUnavailableException($"A silence has schema {record.Schema}; this version reads up to {SilenceRecord.CurrentSchema}. Start the newer version.");
    }
}
