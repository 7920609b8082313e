using System.Globalization;

namespace Router.Storage.Sqlite;

/// <summary>A day's part of the journal: a table of pages.</summary>
/// <param name="Day">The UTC day in which its pages were written.</param>
/// <param name="First">No entry of it has a lower position.</param>
internal readonly record struct JournalDay(DateOnly Day, long First)
{
    private const string Prefix = "journal_";

    /// <summary>Its table: <c>journal_20261123</c>.</summary>
    public string Table => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Day:yyyyMMdd}");

    /// <summary>When its last page may have been written.</summary>
    public DateTimeOffset End => new(Day.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero);

    /// <summary>The days in the file, oldest first.</summary>
    public static ImmutableArray<JournalDay> ReadAll(SqliteDatabase database)
    {
        var days = ImmutableArray.CreateBuilder<JournalDay>();
        using var names = database.Prepare($"select name from sqlite_schema where type = 'table' and name glob '{Prefix}[0-9]*' order by name");
        while (names.Step())
        {
            var day = new JournalDay(DateOnly.ParseExact(names.Text(0)[Prefix.Length..], "yyyyMMdd", CultureInfo.InvariantCulture), 0);
            days.Add(day with { First = database.Scalar($"select min(first) from {day.Table}") });
        }
        return days.ToImmutable();
    }
}
