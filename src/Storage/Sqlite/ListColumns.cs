using Router.Domain.Alerts;

namespace Router.Storage.Sqlite;

/// <summary>How a list row lies in its columns.</summary>
internal static class ListColumns
{
    /// <summary>Parameters 1 to 12 and columns 0 to 11, in this order.</summary>
    public const string Names = "id, created, status, severity, title, project, environment, rule, channels, first_seen, last_seen, count";

    /// <summary>Around and between channels, so that one is found whole; occurs in no channel's id.</summary>
    private const char Separator = '\n';

    public static void Bind(SqliteStatement statement, string id, IndexRow row) =>
        statement.Bind(1, id).Bind(2, Created(row)).Bind(3, row.Status).Bind(4, (long)row.Severity).Bind(5, row.Title)
            .Bind(6, row.Project).Bind(7, row.Environment).Bind(8, row.Rule).Bind(9, Channels(row.Channels))
            .Bind(10, row.FirstSeen.ToUnixTimeMilliseconds()).Bind(11, row.LastSeen.ToUnixTimeMilliseconds()).Bind(12, row.Count);

    /// <summary>A row's place in the list: it never changes.</summary>
    public static long Created(IndexRow row) => (row.CreatedAt ?? row.FirstSeen).ToUnixTimeMilliseconds();

    public static (string Id, IndexRow Row) Read(SqliteStatement statement) => (statement.Text(0), new()
    {
        CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(statement.Int64(1)),
        Status = statement.Text(2),
        Severity = (Severity)statement.Int64(3),
        Title = statement.Text(4),
        Project = statement.TextOrNull(5),
        Environment = statement.TextOrNull(6),
        Rule = statement.TextOrNull(7),
        Channels = [.. statement.Text(8).Split(Separator, StringSplitOptions.RemoveEmptyEntries)],
        FirstSeen = DateTimeOffset.FromUnixTimeMilliseconds(statement.Int64(9)),
        LastSeen = DateTimeOffset.FromUnixTimeMilliseconds(statement.Int64(10)),
        Count = statement.Int64(11),
    });

    /// <summary>What a channel's name is looked for as.</summary>
    public static string Channel(string channel) => $"{Separator}{channel}{Separator}";

    /// <summary>What a text search looks through, and how the text looked for must be folded.</summary>
    public static string Search(string title, string id) => Fold($"{title}{Separator}{id}");

    /// <summary>Without regard to case.</summary>
    public static string Fold(string text) => text.ToUpperInvariant();

    private static string Channels(ImmutableArray<string> channels) =>
        channels.IsDefaultOrEmpty ? "" : $"{Separator}{string.Join(Separator, channels)}{Separator}";
}
