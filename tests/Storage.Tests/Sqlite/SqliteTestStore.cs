using Microsoft.Extensions.Logging.Abstractions;
using Router.Domain.Storage;
using Router.Storage.Sqlite;
using Router.Storage.Tests.Contract;

namespace Router.Storage.Tests.Sqlite;

internal sealed class SqliteTestStore : ITestStore
{
    private readonly TimeProvider _timeProvider;
    private readonly Func<SqliteStoreOptions, SqliteStoreOptions> _configure;
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("router-storage-");
    private int _copies;

    private SqliteTestStore(TimeProvider timeProvider, Func<SqliteStoreOptions, SqliteStoreOptions> configure)
    {
        _timeProvider = timeProvider;
        _configure = configure;
        Folder = Path.Combine(_root.FullName, "data");
    }

    public SqliteStore Store { get; private set; } = null!;

    public string Folder { get; private set; }

    public string File => Path.Combine(Folder, "router.db");

    public WordReplay Replay { get; private set; } = new();

    public IGrainStateStorage Grains => Store;

    public IDueRows Due => Store;

    public IJournal Journal => Store;

    public IAuditJournal Audit => Store;

    public IIndexQuery Index => Store;

    public IRetention Retention => Store;

    public static async Task<SqliteTestStore> OpenAsync(TimeProvider timeProvider, Func<SqliteStoreOptions, SqliteStoreOptions>? configure = null)
    {
        var test = new SqliteTestStore(timeProvider, configure ?? (options => options));
        await test.OpenAsync();
        return test;
    }

    public Task SettleAsync() => Store.FlushAsync();

    /// <summary>A crash is what a copy of the files finds: nothing that was only in memory.</summary>
    public async Task RestartAsync(bool crash)
    {
        if (crash)
            Folder = CopyFiles();
        await Store.DisposeAsync();
        await OpenAsync();
    }

    public string CopyFiles()
    {
        var copy = Directory.CreateDirectory(Path.Combine(_root.FullName, $"crash-{++_copies}")).FullName;
        foreach (var file in (string[])["router.db", "router.db-wal"])
        {
            using var source = new FileStream(Path.Combine(Folder, file), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var target = System.IO.File.Create(Path.Combine(copy, file));
            source.CopyTo(target);
        }
        return copy;
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        _root.Delete(recursive: true);
    }

    private async Task OpenAsync()
    {
        Replay = new();
        Store = await SqliteStore.OpenAsync(_configure(new() { Directory = Folder }), Replay, _timeProvider, NullLogger<SqliteStore>.Instance);
    }
}
