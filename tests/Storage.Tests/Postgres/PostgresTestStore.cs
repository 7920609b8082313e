using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Router.Domain.Storage;
using Router.Storage.Postgres;
using Router.Storage.Tests.Contract;

namespace Router.Storage.Tests.Postgres;

/// <summary>A PostgreSQL store in a schema of its own.</summary>
internal sealed class PostgresTestStore : ITestStore
{
    private readonly TimeProvider _timeProvider;
    private readonly PostgresStoreOptions _options;
    private readonly List<PostgresStore> _crashed = [];

    private PostgresTestStore(TimeProvider timeProvider, PostgresStoreOptions options) => (_timeProvider, _options) = (timeProvider, options);

    public PostgresStore Store { get; private set; } = null!;

    public WordReplay Replay { get; } = new();

    public string ConnectionString => _options.ConnectionString;

    public IGrainStateStorage Grains => Store;

    public IDueRows Due => Store;

    public IJournal Journal => Store;

    public IAuditJournal Audit => Store;

    public IIndexQuery Index => Store;

    public IRetention Retention => Store;

    public static async Task<PostgresTestStore> OpenAsync(TimeProvider timeProvider, Func<PostgresStoreOptions, PostgresStoreOptions>? configure = null)
    {
        var options = new PostgresStoreOptions { ConnectionString = (await PostgresServer.GetAsync()).NewSchema() };
        var test = new PostgresTestStore(timeProvider, configure?.Invoke(options) ?? options);
        test.Store = await test.OpenAnotherAsync();
        return test;
    }

    /// <summary>A second silo's store on the same schema.</summary>
    public Task<PostgresStore> OpenAnotherAsync(Func<PostgresStoreOptions, PostgresStoreOptions>? configure = null) =>
        PostgresStore.OpenAsync(configure?.Invoke(_options) ?? _options, Replay, _timeProvider, NullLogger<PostgresStore>.Instance);

    /// <summary>Beside the store, as the superuser.</summary>
    public async Task<T> QueryAsync<T>(string sql)
    {
        await using var source = NpgsqlDataSource.Create(ConnectionString);
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(ConnectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public Task SettleAsync() => Store.SettleAsync();

    /// <summary>After a crash the old store does nothing more than what its timers do: it is there until the end, as a process that hangs is.</summary>
    public async Task RestartAsync(bool crash)
    {
        if (crash)
            _crashed.Add(Store);
        else
            await Store.DisposeAsync();
        Store = await OpenAnotherAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        foreach (var store in _crashed)
            await store.DisposeAsync();
    }
}
