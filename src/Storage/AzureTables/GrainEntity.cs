using Azure.Data.Tables;
using Router.Storage.Postgres;

namespace Router.Storage.AzureTables;

/// <summary>A grain's row: its state, its version and what a list shows of it.</summary>
internal static class GrainEntity
{
    /// <summary>A state up to here lies in the row; a larger one in a blob.</summary>
    public const int MostInline = 192 << 10;

    /// <summary>What a list needs of it.</summary>
    public static readonly string[] ListNames =
    [
        "RowKey", "Type", "Id", nameof(IndexRow.Status), nameof(IndexRow.Severity), nameof(IndexRow.Title), nameof(IndexRow.Project), nameof(IndexRow.Environment),
        nameof(IndexRow.Rule), nameof(IndexRow.Channels), "Created", nameof(IndexRow.FirstSeen), nameof(IndexRow.LastSeen), nameof(IndexRow.Count),
    ];

    /// <summary>The row.</summary>
    public static TableEntity Create(string partition, GrainKey key, GrainHead head, GrainSnapshot snapshot)
    {
        var entity = new TableEntity(partition, TableKeys.State(key))
        {
            ["Type"] = PostgresText.Encode(key.Type),
            ["Id"] = PostgresText.Encode(key.Id),
            [nameof(GrainHead.Version)] = head.Version,
            [nameof(GrainHead.Position)] = head.Position,
        };
        Set(nameof(GrainHead.DueAt), head.DueAt);
        Set(nameof(GrainHead.Generation), head.Generation);
        Set(nameof(GrainHead.StateBlob), head.StateBlob);
        Set(nameof(GrainHead.PartsBlob), head.PartsBlob);
        if (head.StateBlob is null)
            EntityBytes.Add(entity, snapshot.State.Span);
        if (head.List is not { } list)
            return entity;
        entity["Created"] = list.Created;
        entity[nameof(IndexRow.FirstSeen)] = snapshot.Index!.FirstSeen.ToUnixTimeMilliseconds();
        entity[nameof(IndexRow.LastSeen)] = snapshot.Index.LastSeen.ToUnixTimeMilliseconds();
        entity[nameof(IndexRow.Count)] = snapshot.Index.Count;
        entity[nameof(IndexRow.Status)] = list.Status;
        entity[nameof(IndexRow.Severity)] = list.Severity;
        entity[nameof(IndexRow.Title)] = list.Title;
        entity[nameof(IndexRow.Channels)] = list.Channels;
        Set(nameof(IndexRow.Project), list.Project);
        Set(nameof(IndexRow.Environment), list.Environment);
        Set(nameof(IndexRow.Rule), list.Rule);
        return entity;

        void Set(string name, object? value)
        {
            if (value is not null)
                entity[name] = value;
        }
    }

    /// <summary>What a writer must know of it.</summary>
    public static GrainHead Head(TableEntity entity)
    {
        var due = entity.GetInt64(nameof(GrainHead.DueAt));
        return new(
            entity.GetInt64(nameof(GrainHead.Version)) ?? 0,
            entity.ETag,
            entity.GetInt64(nameof(GrainHead.Position)) ?? 0,
            due,
            List(entity) is { } row ? ListEntry.Of(row, due is not null) : null,
            entity.GetString(nameof(GrainHead.Generation)),
            entity.GetString(nameof(GrainHead.StateBlob)),
            entity.GetString(nameof(GrainHead.PartsBlob)));
    }

    /// <summary>What a list shows of it; null when none does.</summary>
    public static IndexRow? List(TableEntity entity) => entity.GetInt64("Created") is not { } created ? null : new()
    {
        CreatedAt = Time(created),
        FirstSeen = Time(entity.GetInt64(nameof(IndexRow.FirstSeen))!.Value),
        LastSeen = Time(entity.GetInt64(nameof(IndexRow.LastSeen))!.Value),
        Count = entity.GetInt64(nameof(IndexRow.Count))!.Value,
        Status = Text(entity, nameof(IndexRow.Status))!,
        Severity = ListEntry.SeverityOf(entity.GetInt32(nameof(IndexRow.Severity))!.Value),
        Title = Text(entity, nameof(IndexRow.Title))!,
        Project = Text(entity, nameof(IndexRow.Project)),
        Environment = Text(entity, nameof(IndexRow.Environment)),
        Rule = Text(entity, nameof(IndexRow.Rule)),
        Channels = ListColumns.ReadChannels(entity.GetString(nameof(IndexRow.Channels)) ?? ""),
    };

    /// <summary>The grain.</summary>
    public static GrainKey Key(TableEntity entity) => new(Text(entity, "Type")!, Text(entity, "Id")!);

    private static string? Text(TableEntity entity, string name) => entity.GetString(name) is { } text ? PostgresText.Decode(text) : null;

    private static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
