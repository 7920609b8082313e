namespace Router.Storage;

/// <summary>The shard of a row. On disk: the function never changes.</summary>
internal static class GrainShard
{
    private const uint Offset = 2166136261;
    private const uint Prime = 16777619;

    /// <summary>0 to <see cref="IDueRows.Shards"/> - 1: FNV-1a over the UTF-16 code units, mixed, so that it is the same in every process.</summary>
    public static int Of(GrainKey key)
    {
        var hash = Add(Add(Offset, key.Type) * Prime, key.Id);
        hash ^= hash >> 16;
        hash *= 0x85ebca6b;
        hash ^= hash >> 13;
        return (int)(hash % IDueRows.Shards);
    }

    private static uint Add(uint hash, string text)
    {
        foreach (var unit in text)
            hash = (hash ^ unit) * Prime;
        return hash;
    }
}
