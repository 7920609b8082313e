namespace Router.Storage.Postgres;

/// <summary>Positions carry the UTC day in which they were given: a day's entries are one range, and one partition.</summary>
internal static class JournalPosition
{
    /// <summary>The most entries of a batch: its positions are one block of the sequence.</summary>
    public const int Block = 1024;

    /// <summary>Positions of a day: 2^38, 3,000 blocks a second. With them 89 years fit into the 53 bits that every JSON reader takes.</summary>
    private const int DayBits = 38;

    private static readonly DateOnly Epoch = new(2020, 1, 1);

    /// <summary>Days since 2020; 0 for earlier ones.</summary>
    public static int Day(DateTimeOffset instant) => Math.Max(0, DateOnly.FromDateTime(instant.UtcDateTime).DayNumber - Epoch.DayNumber);

    /// <summary>No position of a day is lower.</summary>
    public static long Start(int day) => (long)day << DayBits;
}
