using Microsoft.Data.Sqlite;
using Router.Storage.Sqlite;
using SQLitePCL;

namespace Router.Storage.Tests.Sqlite;

/// <summary>Faults that a test switches on and off.</summary>
internal sealed class CommitFaults : ICommitFaults
{
    /// <summary>Fails before the commit.</summary>
    public volatile bool Before;

    /// <summary>Fails after the commit: the outcome is unknown to the caller.</summary>
    public volatile bool After;

    /// <summary>Pages the file may have; 0 is any number. A real SQLITE_FULL from then on.</summary>
    public volatile int MaxPages;

    /// <summary>Set: batches run. Reset: they wait.</summary>
    public ManualResetEventSlim Gate { get; } = new(true);

    /// <summary>Released when a batch has come to the gate.</summary>
    public SemaphoreSlim AtGate { get; } = new(0);

    public void BeforeBatch(SqliteDatabase database)
    {
        database.Execute($"pragma max_page_count = {(MaxPages == 0 ? 1 << 30 : MaxPages)}");
        if (!Gate.IsSet)
            AtGate.Release();
        Gate.Wait();
    }

    public void BeforeCommit()
    {
        if (Before)
            throw new SqliteException("disk I/O error", raw.SQLITE_IOERR);
    }

    public void AfterCommit()
    {
        if (After)
            throw new SqliteException("disk I/O error", raw.SQLITE_IOERR);
    }
}
