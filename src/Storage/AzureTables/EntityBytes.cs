using System.Globalization;
using Azure.Data.Tables;

namespace Router.Storage.AzureTables;

/// <summary>Bytes in an entity's properties, of which one holds at most 64 KiB.</summary>
internal static class EntityBytes
{
    private const int Most = 64 << 10;

    /// <summary>Adds them, with their length.</summary>
    public static void Add(TableEntity entity, ReadOnlySpan<byte> bytes)
    {
        entity["Length"] = bytes.Length;
        for (var i = 0; i * Most < bytes.Length; i++)
            entity[Name(i)] = bytes[(i * Most)..Math.Min(bytes.Length, (i + 1) * Most)].ToArray();
    }

    /// <summary>Reads what <see cref="Add"/> wrote.</summary>
    public static byte[] Read(TableEntity entity)
    {
        var length = entity.GetInt32("Length") ?? 0;
        if (length <= Most)
            return length == 0 ? [] : entity.GetBinary(Name(0));
        var bytes = new byte[length];
        for (var i = 0; i * Most < length; i++)
            entity.GetBinary(Name(i)).CopyTo(bytes, i * Most);
        return bytes;
    }

    private static string Name(int chunk) => string.Create(CultureInfo.InvariantCulture, $"Data{chunk}");
}
