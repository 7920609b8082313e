namespace Router.Storage.Postgres;

/// <summary>Positions carry the UTC day in which they were given: a day's entries are one range, and one partition.</summary>
internal static class JournalPosition
{
    /// <summary>Positions of a day: 2^36. With them 350 years fit into the 53 bits that every JSON reader takes.</summary>
    private const int DayBits = 36;

    private static readonly DateOnly Epoch = new(2020, 1, 1);

    /// <summary>Days since 2020; 0 for earlier ones.</summary>
    public static int Day(DateTimeOffset instant) => Math.Max(0, DateOnly.FromDateTime(instant.UtcDateTime).DayNumber - Epoch.DayNumber);

    /// <summary>The position before a day's first.</summary>
    public static long Start(int day) => (long)day << DayBits;
}
