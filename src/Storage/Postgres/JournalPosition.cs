namespace Router.Storage.Postgres;

/// <summary>Positions carry the UTC day in which they were given: a day's entries are one range, and one partition.</summary>
internal static class JournalPosition
{
    /// <summary>Positions of a day: 2^32, 49,000 a second; beyond them a day goes on in the next one's. With them 89 years fit into 47 bits, of the 53 that every JSON reader takes.</summary>
    private const int DayBits = 32;

    private static readonly DateOnly Epoch = new(2020, 1, 1);

    /// <summary>Days since 2020; 0 for earlier ones.</summary>
    public static int Day(DateTimeOffset instant) => Math.Max(0, DateOnly.FromDateTime(instant.UtcDateTime).DayNumber - Epoch.DayNumber);

    /// <summary>No position of a day is lower.</summary>
    public static long Start(int day) => (long)day << DayBits;
}
