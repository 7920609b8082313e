namespace Router.Storage;

/// <summary>An open store: every storage port in one. Who opened it disposes it, after the silo has stopped.</summary>
public interface IStore : IGrainStateStorage, IDueRows, IJournal, IAuditJournal, IIndexQuery, IRetention, IGrainScan, IAsyncDisposable
{
    /// <summary>Whether the last transaction succeeded; for readiness and the heartbeat.</summary>
    bool CanCommit { get; }
}
