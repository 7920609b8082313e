using Router.Domain.Storage;

namespace Router.Storage.Tests.Contract;

/// <summary>A backend under test, over storage of its own.</summary>
public interface ITestStore : IAsyncDisposable
{
    IGrainStateStorage Grains { get; }

    IDueRows Due { get; }

    IJournal Journal { get; }

    IAuditJournal Audit { get; }

    IIndexQuery Index { get; }

    IRetention Retention { get; }

    /// <summary>Returns when nothing is deferred any more.</summary>
    Task SettleAsync();

    /// <summary>Opens the same storage again, after a clean stop or as after a crash.</summary>
    Task RestartAsync(bool crash);
}
