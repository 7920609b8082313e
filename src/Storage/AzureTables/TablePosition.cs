namespace Router.Storage.AzureTables;

/// <summary>
/// Positions of the journal: the time at which they were given in 1,024ths of a second since 2020, the partition, and a number. So entries of
/// all partitions lie about in the order of their times, a day is one range, and 2^53, which every JSON reader takes, lasts until 2088.
/// </summary>
internal static class TablePosition
{
    /// <summary>The most entries of one transaction, which all have the same time.</summary>
    public const int MostEntries = 1 << NumberBits;

    /// <summary>The most partitions. The service gives a partition about a tenth of what an account has, so more would be of little use.</summary>
    public const int MostPartitions = 1 << PartitionBits;

    private const int NumberBits = 9;
    private const int PartitionBits = 3;
    private const int UnitsPerSecond = 1024;

    private static readonly long Epoch = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero).UtcTicks;

    /// <summary>The first of <paramref name="count"/> positions of a partition that are above <paramref name="floor"/>.</summary>
    /// <param name="floor">The partition's last, or a higher one.</param>
    /// <param name="now">The time; may be behind that of the floor.</param>
    /// <param name="partition">The partition.</param>
    /// <param name="count">1 to <see cref="MostEntries"/>.</param>
    public static long Next(long floor, DateTimeOffset now, int partition, int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MostEntries);
        var current = First(Unit(now), partition);
        if (current > floor)
            return current;
        var unit = floor >> (NumberBits + PartitionBits);
        var first = First(unit, partition);
        if (first > floor)
            return first;
        return floor + count < first + MostEntries ? floor + 1 : First(unit + 1, partition);
    }

    /// <summary>The partition that gave a position.</summary>
    public static int Partition(long position) => (int)(position >> NumberBits) & ((1 << PartitionBits) - 1);

    /// <summary>No position of a partition that was given at a position's time is lower.</summary>
    public static long Unit(long position, int partition) => First(position >> (NumberBits + PartitionBits), partition);

    /// <summary>Positions of earlier days are lower.</summary>
    public static long DayStart(DateTimeOffset day) => Unit(new DateTimeOffset(day.UtcDateTime.Date, TimeSpan.Zero)) << (NumberBits + PartitionBits);

    private static long Unit(DateTimeOffset instant) => Math.Max(1, (instant.UtcTicks - Epoch) / TimeSpan.TicksPerMillisecond * UnitsPerSecond / 1000);

    private static long First(long unit, int partition) => (unit << (NumberBits + PartitionBits)) | ((long)partition << NumberBits);
}
