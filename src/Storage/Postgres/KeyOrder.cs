namespace Router.Storage.Postgres;

/// <summary>The order in which every statement locks rows.</summary>
internal static class KeyOrder
{
    /// <summary>By type, then id, ordinal.</summary>
    public static int Compare(GrainKey one, GrainKey other)
    {
        var types = string.CompareOrdinal(one.Type, other.Type);
        return types != 0 ? types : string.CompareOrdinal(one.Id, other.Id);
    }
}
