using System.Text;

namespace Router.Storage;

/// <summary>What a write must keep to in every store.</summary>
internal static class GrainWriteRules
{
    private const int MostKey = 1024;
    private const int MostData = 16 << 10;

    /// <summary>Throws <see cref="ArgumentException"/> for a write that no store takes.</summary>
    public static void Check(GrainWrite write)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(write.ExpectedVersion);
        if (Encoding.UTF8.GetByteCount(write.Key.Type) + Encoding.UTF8.GetByteCount(write.Key.Id) > MostKey)
            throw new ArgumentException($"A grain's key has at most {MostKey} bytes: {write.Key.Type}.", nameof(write));
        if (write.Deferrable && (write.Snapshot is null || !write.Parts.IsDefaultOrEmpty))
            throw new ArgumentException($"A deferrable write neither deletes nor has parts: {write.Key}.", nameof(write));
        if (write.Journal.IsDefaultOrEmpty)
            return;
        foreach (var entry in write.Journal)
        {
            if (entry.Data.Length > MostData)
                throw new ArgumentException($"A journal entry has at most {MostData} bytes, this one {entry.Data.Length}: {write.Key}.", nameof(write));
        }
    }
}
