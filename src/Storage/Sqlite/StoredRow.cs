namespace Router.Storage.Sqlite;

/// <summary>A row as it is on disk. Every write of it makes a new one, so that identity tells whether the disk has moved on.</summary>
internal sealed class StoredRow(long grain, long version, long? dueAt, long? created, IndexRow? index)
{
    public long Grain => grain;

    public long Version => version;

    public long? DueAt => dueAt;

    /// <summary>Its place in the list; null when no list shows it.</summary>
    public long? Created => created;

    /// <summary>Its list row, when it is in memory.</summary>
    public IndexRow? Index => index;
}
