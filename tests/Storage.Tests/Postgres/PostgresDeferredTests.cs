using Router.Domain.Storage;
using Router.Storage.Postgres;
using Router.Storage.Tests.Contract;

namespace Router.Storage.Tests.Postgres;

/// <summary>What one silo has deferred and another reads, writes or brings up.</summary>
[Trait("Category", "Postgres")]
public sealed class PostgresDeferredTests : IAsyncLifetime
{
    private static readonly GrainKey Key = StorageContract.Issue(1);
    private PostgresTestStore _test = null!;
    private PostgresStore _other = null!;

    public async Task InitializeAsync()
    {
        _test = await PostgresTestStore.OpenAsync(TimeProvider.System, Never);
        _other = await _test.OpenAnotherAsync();
        await _test.Store.CommitAsync(StorageContract.Write(Key, 0, "a", index: StorageContract.Row(count: 1), journal: ["a"]));
        await _test.Store.CommitAsync(StorageContract.Repeat(Key, 1, "ab", "b"));
        await _test.Store.CommitAsync(StorageContract.Repeat(Key, 2, "abc", "c"));
    }

    public async Task DisposeAsync()
    {
        await _other.DisposeAsync();
        await _test.DisposeAsync();
    }

    [Fact]
    public async Task Deferred_state_is_read_by_another_silo()
    {
        Assert.Equal(("a", 1L), (await DataAsync(), await BehindAsync()));
        var row = (await _other.ReadAsync(Key))!;
        Assert.Equal((3L, "abc"), (row.Version, StorageContract.Text(row.State)));
    }

    [Fact]
    public async Task Deferred_state_of_a_lost_silo_is_written_by_another()
    {
        await using var third = await _test.OpenAnotherAsync(options => options with { CatchUpAfter = TimeSpan.FromMilliseconds(20) });
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (await BehindAsync() > 0)
            await timer.WaitForNextTickAsync(bound.Token);
        Assert.Equal("abc", await DataAsync());
    }

    [Fact]
    public async Task Deferred_state_is_written_when_its_silo_stops()
    {
        await _test.RestartAsync(crash: false);
        Assert.Equal(("abc", 0L), (await DataAsync(), await BehindAsync()));
    }

    [Fact]
    public async Task Deferred_state_is_not_written_over_a_later_one()
    {
        await _other.CommitAsync(StorageContract.Write(Key, 3, "abcd", journal: ["d"]));
        Assert.Equal(0, await BehindAsync());
        await _test.SettleAsync();
        Assert.Equal("abcd", await DataAsync());
    }

    [Fact]
    public async Task Deferred_state_that_is_written_late_keeps_the_entries_after_it()
    {
        await _other.CommitAsync(StorageContract.Repeat(Key, 3, "abcd", "d"));
        await _test.Store.FlushAsync();
        Assert.Equal(("abc", 1L), (await DataAsync(), await BehindAsync()));
        var row = (await _test.Store.ReadAsync(Key))!;
        Assert.Equal((4L, "abcd"), (row.Version, StorageContract.Text(row.State)));
        await _other.FlushAsync();
        Assert.Equal(("abcd", 0L), (await DataAsync(), await BehindAsync()));
    }

    [Fact]
    public async Task Deferred_state_of_a_deleted_grain_is_gone()
    {
        await _other.CommitAsync(new() { Key = Key, ExpectedVersion = 3, Snapshot = null });
        await _test.SettleAsync();
        Assert.Null(await _other.ReadAsync(Key));
        Assert.Equal(0, await BehindAsync());
    }

    [Fact]
    public async Task Deferred_state_is_in_the_scan_of_another_silo()
    {
        await _other.ReadGrainsAsync(null, 10);
        Assert.Equal(("abc", 0L), (await DataAsync(), await BehindAsync()));
    }

    [Fact]
    public async Task Conflicting_deferred_write_leaves_no_trace()
    {
        await Assert.ThrowsAsync<StoreConflictException>(() => _other.CommitAsync(StorageContract.Repeat(Key, 2, "abx", "x")));
        await _other.FlushAsync();
        Assert.Equal("abc", StorageContract.Text((await _other.ReadAsync(Key))!.State));
        Assert.Equal("a", await DataAsync());
    }

    [Fact]
    public async Task Entry_that_can_not_be_applied_is_an_error_of_the_read_and_stays()
    {
        await _test.Store.CommitAsync(StorageContract.Repeat(Key, 3, "?", WordReplay.Poison));
        var error = await Assert.ThrowsAsync<StoreUnavailableException>(async () => await _other.ReadAsync(Key));
        Assert.Contains("can't be applied", error.Message, StringComparison.Ordinal);
        await _other.SettleAsync();
        Assert.Equal(1, await BehindAsync());
    }

    private static PostgresStoreOptions Never(PostgresStoreOptions options) => options with { FlushInterval = TimeSpan.FromHours(1), CatchUpAfter = TimeSpan.FromHours(1) };

    private Task<string> DataAsync() => _test.QueryAsync<string>("select convert_from(data, 'UTF8') from grains");

    private Task<long> BehindAsync() => _test.QueryAsync<long>("select count(*) from behind");
}
