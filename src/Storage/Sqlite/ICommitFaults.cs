namespace Router.Storage.Sqlite;

/// <summary>Where tests make transactions fail or wait. Runs on the writer's thread.</summary>
internal interface ICommitFaults
{
    /// <summary>Before a batch is applied.</summary>
    void BeforeBatch(SqliteDatabase database) { }

    /// <summary>Applied, not committed: an exception here undoes the batch.</summary>
    void BeforeCommit() { }

    /// <summary>On disk, not acknowledged: an exception here leaves the caller with an unknown outcome.</summary>
    void AfterCommit() { }
}
