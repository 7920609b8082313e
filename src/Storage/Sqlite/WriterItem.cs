namespace Router.Storage.Sqlite;

/// <summary>What the writer does in a transaction on behalf of a caller.</summary>
internal abstract class WriterItem
{
    /// <summary>Changes rows. An exception undoes the whole transaction.</summary>
    public abstract void Apply(WriteBatch batch);

    /// <summary>The transaction is on disk.</summary>
    public abstract void Complete();

    /// <summary>The transaction failed, or its outcome is unknown.</summary>
    public abstract void Fail(StoreUnavailableException cause);
}
