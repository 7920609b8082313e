using System.Globalization;
using Azure.Data.Tables;
using Router.Domain.Alerts;
using Router.Storage.Postgres;

namespace Router.Storage.AzureTables;

/// <summary>
/// A row of the list: what filters ask for, so that it changes seldom. A repeated alert, which changes the count and the last seen time,
/// leaves it as it is, but for once an hour.
/// </summary>
/// <param name="Created">The place in the list; milliseconds since 1970.</param>
/// <param name="SeenHour">The hour of the last seen time, since 1970.</param>
/// <param name="Status">Encoded, like every text here.</param>
/// <param name="Severity">The number.</param>
/// <param name="Title">The title.</param>
/// <param name="Project">The project.</param>
/// <param name="Environment">The environment.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Channels">The channels, joined.</param>
/// <param name="IsDue">It has a due time.</param>
internal sealed record ListEntry(
    long Created, long SeenHour, string Status, int Severity, string Title, string? Project, string? Environment, string? Rule, string Channels, bool IsDue)
{
    /// <summary>All rows.</summary>
    public const char All = 'L';

    /// <summary>Rows that have not ended.</summary>
    public const char Open = 'O';

    private const long Hour = 3_600_000;

    /// <summary>It has not ended.</summary>
    public bool IsOpen => Status != ListColumns.EndedStatus;

    /// <summary>Of a snapshot; null when no list shows the grain.</summary>
    public static ListEntry? Of(GrainSnapshot? snapshot) => snapshot?.Index is not { } row ? null : Of(row, snapshot.DueAt is not null);

    /// <summary>Of a list row.</summary>
    public static ListEntry Of(IndexRow row, bool isDue) => new(
        ListColumns.Created(row), HourOf(row.LastSeen), PostgresText.Encode(row.Status), (int)row.Severity, PostgresText.Encode(row.Title),
        Encoded(row.Project), Encoded(row.Environment), Encoded(row.Rule), ListColumns.Channels(row), isDue);

    /// <summary>The hour that a time lies in.</summary>
    public static long HourOf(DateTimeOffset time) => (long)Math.Floor(time.ToUnixTimeMilliseconds() / (double)Hour);

    /// <summary>The row.</summary>
    public TableEntity ToEntity(string partition, char list, GrainKey key)
    {
        var entity = new TableEntity(partition, TableKeys.List(list, key, Created))
        {
            ["Type"] = PostgresText.Encode(key.Type),
            ["Id"] = PostgresText.Encode(key.Id),
            [nameof(Created)] = Created,
            [nameof(SeenHour)] = SeenHour,
            [nameof(Status)] = Status,
            [nameof(Severity)] = Severity,
            [nameof(Title)] = Title,
            [nameof(Channels)] = Channels,
            [nameof(IsDue)] = IsDue,
        };
        Set(entity, nameof(Project), Project);
        Set(entity, nameof(Environment), Environment);
        Set(entity, nameof(Rule), Rule);
        return entity;
    }

    /// <summary>The server's part of a filter, which leaves through no row less than the whole filter does.</summary>
    public static string Where(string partition, string from, string to, IndexFilter filter)
    {
        var where = $"PartitionKey eq '{partition}' and RowKey gt '{from}' and RowKey lt '{to}'";
        Add(nameof(Status), filter.Status);
        Add(nameof(Project), filter.Project);
        Add(nameof(Environment), filter.Environment);
        Add(nameof(Rule), filter.Rule);
        if (filter.Severity is { } severity)
            where += string.Create(CultureInfo.InvariantCulture, $" and {nameof(Severity)} eq {(int)severity}");
        if (filter.From is { } since)
            where += string.Create(CultureInfo.InvariantCulture, $" and {nameof(SeenHour)} ge {HourOf(since)}L");
        if (filter.To is { } until)
            where += string.Create(CultureInfo.InvariantCulture, $" and {nameof(SeenHour)} le {HourOf(until)}L");
        return where;

        void Add(string name, string? value)
        {
            if (value is not null)
                where += $" and {name} eq '{PostgresText.Encode(value).Replace("'", "''", StringComparison.Ordinal)}'";
        }
    }

    /// <summary>What a filter leaves through, of all that is known about a row.</summary>
    public static bool Matches(IndexFilter filter, string id, IndexRow row) =>
        (filter.Status is null || row.Status == filter.Status)
        && (filter.Severity is null || row.Severity == filter.Severity)
        && (filter.Project is null || row.Project == filter.Project)
        && (filter.Environment is null || row.Environment == filter.Environment)
        && (filter.Rule is null || row.Rule == filter.Rule)
        && (filter.From is null || row.LastSeen >= filter.From)
        && (filter.To is null || row.LastSeen < filter.To)
        && MayMatch(filter, id, row.Title, row.Channels);

    /// <summary>What can be told from a row of the list and the server can't tell.</summary>
    public static bool MayMatch(IndexFilter filter, string id, string title, ImmutableArray<string> channels) =>
        (filter.Channel is null || (!channels.IsDefaultOrEmpty && channels.Contains(filter.Channel)))
        && (string.IsNullOrEmpty(filter.Text) || title.Contains(filter.Text, StringComparison.OrdinalIgnoreCase) || id.Contains(filter.Text, StringComparison.OrdinalIgnoreCase));

    /// <summary>A list row's severity.</summary>
    public static Severity SeverityOf(int number) => (Severity)number;

    private static string? Encoded(string? text) => text is null ? null : PostgresText.Encode(text);

    private static void Set(TableEntity entity, string name, string? value)
    {
        if (value is not null)
            entity[name] = value;
    }
}
