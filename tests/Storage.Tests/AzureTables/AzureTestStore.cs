using Microsoft.Extensions.Logging.Abstractions;
using Router.Domain.Storage;
using Router.Storage.AzureTables;
using Router.Storage.Tests.Contract;

namespace Router.Storage.Tests.AzureTables;

/// <summary>An Azure store in a table of its own.</summary>
internal sealed class AzureTestStore : ITestStore
{
    private readonly TimeProvider _timeProvider;

    private AzureTestStore(TimeProvider timeProvider, AzureStoreOptions options) => (_timeProvider, Options) = (timeProvider, options);

    public AzureStoreOptions Options { get; }

    public AzureStore Store { get; private set; } = null!;

    public IGrainStateStorage Grains => Store;

    public IDueRows Due => Store;

    public IJournal Journal => Store;

    public IAuditJournal Audit => Store;

    public IIndexQuery Index => Store;

    public IRetention Retention => Store;

    public static async Task<AzureTestStore> OpenAsync(TimeProvider timeProvider, Func<AzureStoreOptions, AzureStoreOptions>? configure = null)
    {
        var server = await AzuriteServer.GetAsync();
        var options = new AzureStoreOptions { ConnectionString = server.ConnectionString, Name = server.NewName(), Partitions = 2 };
        var test = new AzureTestStore(timeProvider, configure?.Invoke(options) ?? options);
        test.Store = await test.OpenAnotherAsync();
        return test;
    }

    /// <summary>A second silo's store on the same table.</summary>
    public Task<AzureStore> OpenAnotherAsync() => AzureStore.OpenAsync(Options, _timeProvider, NullLogger<AzureStore>.Instance);

    public Task SettleAsync() => Task.CompletedTask;

    public async Task RestartAsync(bool crash)
    {
        var old = Store;
        if (crash)
            Store = await OpenAnotherAsync();
        await old.DisposeAsync();
        if (!crash)
            Store = await OpenAnotherAsync();
    }

    public ValueTask DisposeAsync() => Store.DisposeAsync();
}
