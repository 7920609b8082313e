using System.Globalization;
using Npgsql;
using Router.Domain.Storage;
using static Router.Storage.Tests.Contract.StorageContract;

namespace Router.Storage.Tests.Postgres;

[Trait("Category", "Postgres")]
public sealed class PostgresFaultTests : IAsyncLifetime
{
    private const string ApplicationName = "router under fault";

    private PostgresServer _server = null!;
    private CuttingProxy _proxy = null!;
    private PostgresTestStore _store = null!;

    public async Task InitializeAsync()
    {
        _server = await PostgresServer.GetAsync();
        _proxy = CuttingProxy.Start(_server.Port);
        _store = await PostgresTestStore.OpenAsync(TimeProvider.System, options => options with
        {
            ConnectionString = new NpgsqlConnectionStringBuilder(options.ConnectionString) { Port = _proxy.Port, CommandTimeout = 2, CancellationTimeout = 1000, ApplicationName = ApplicationName }.ConnectionString,
            QueueCapacity = 10,
            ProbeInterval = TimeSpan.FromMilliseconds(20),
        });
        await CommitAsync(Write(Issue(1), 0, "a", journal: ["a"]));
    }

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        await _proxy.DisposeAsync();
    }

    [Fact]
    public async Task Connection_cut_before_the_commit_fails_its_caller_and_leaves_no_trace()
    {
        _proxy.CutRequests = true;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => CommitAsync(Write(Issue(1), 1, "b", journal: ["b"])));
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await _store.Grains.ReadAsync(Issue(1)));
        Assert.False(_store.Store.CanCommit);
        _proxy.CutRequests = false;
        Assert.Equal("a", await StateAsync(1));
        Assert.Equal(2, (await CommitAsync(Write(Issue(1), 1, "c", journal: ["c"]))).Version);
        Assert.True(_store.Store.CanCommit);
        Assert.Equal(["a", "c"], await WordsAsync());
    }

    [Fact]
    public async Task Commit_of_unknown_outcome_fails_its_caller_and_a_retry_of_it_conflicts()
    {
        _proxy.CutAnswers = true;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => CommitAsync(Write(Issue(1), 1, "b", journal: ["b"])));
        _proxy.CutAnswers = false;
        await UntilAsync(async () => await StateAsync(1) == "b");
        await Assert.ThrowsAsync<StoreConflictException>(() => CommitAsync(Write(Issue(1), 1, "b", journal: ["b"])));
        await CommitAsync(Write(Issue(1), 2, "c", journal: ["c"]));
        Assert.Equal(["a", "b", "c"], await WordsAsync());
    }

    [Fact]
    public async Task Session_ended_by_the_server_within_the_transaction_leaves_no_trace()
    {
        await using var held = await HoldWritesAsync();
        var write = _store.Grains.CommitAsync(Write(Issue(1), 1, "b", journal: ["b"]));
        var other = _store.Grains.CommitAsync(Write(Issue(2), 0, "x", journal: ["x"]));
        await UntilAsync(async () => await _store.QueryAsync<long>($"""
            with waiting as materialized (select pid from pg_stat_activity where application_name = '{ApplicationName}' and wait_event_type = 'Lock' and query like 'with taken%')
            select count(*) from waiting where pg_terminate_backend(pid)
            """) > 0);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => write.WaitAsync(Bound));
        await held.DisposeAsync();
        Assert.Equal("a", await StateAsync(1));
        await Task.WhenAny(other).WaitAsync(Bound);
        await CommitAsync(Write(Issue(1), 1, "c", journal: ["c"]));
        Assert.Equal("c", await StateAsync(1));
    }

    [Fact]
    public async Task Slow_server_is_given_up_and_asked_again()
    {
        await using var held = await HoldWritesAsync();
        await Assert.ThrowsAsync<StoreUnavailableException>(() => CommitAsync(Write(Issue(1), 1, "b", journal: ["b"])));
        await held.DisposeAsync();
        Assert.Equal("a", await StateAsync(1));
        await CommitAsync(Write(Issue(1), 1, "c", journal: ["c"]));
    }

    [Fact]
    public async Task Full_disk_fails_writes_and_the_store_says_when_it_commits_again()
    {
        await _store.ExecuteAsync("""
            create function full_disk() returns trigger language plpgsql as $$ begin raise exception 'No space left on device' using errcode = '53100'; end $$;
            create trigger full_disk before update on grains execute function full_disk()
            """);
        var failed = await Assert.ThrowsAsync<StoreUnavailableException>(() => CommitAsync(Write(Issue(1), 1, "b", journal: ["b"])));
        Assert.Contains("No space left", failed.Message, StringComparison.Ordinal);
        await _store.ExecuteAsync("drop trigger full_disk on grains");
        await UntilAsync(() => Task.FromResult(_store.Store.CanCommit));
        Assert.Equal(["a"], await WordsAsync());
        await CommitAsync(Write(Issue(1), 1, "c", journal: ["c"]));
    }

    [Fact]
    public async Task Refused_connections_fail_writes_until_there_are_some()
    {
        var role = string.Create(CultureInfo.InvariantCulture, $"limited_{Environment.ProcessId}");
        await _store.ExecuteAsync($"create role {role} login superuser");
        var limited = await PostgresTestStore.OpenAsync(TimeProvider.System, options => options with
        {
            ConnectionString = new NpgsqlConnectionStringBuilder(options.ConnectionString) { Username = role }.ConnectionString,
        });
        await limited.Grains.CommitAsync(Write(Issue(1), 0, "a"));
        await _store.ExecuteAsync($"alter role {role} nosuperuser connection limit 0");
        await _store.ExecuteAsync($"select pg_terminate_backend(pid) from pg_stat_activity where usename = '{role}'");
        await Assert.ThrowsAsync<StoreUnavailableException>(() => limited.Grains.CommitAsync(Write(Issue(1), 1, "b")).WaitAsync(Bound));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => limited.Grains.CommitAsync(Write(Issue(1), 1, "b")).WaitAsync(Bound));
        Assert.False(limited.Store.CanCommit);
        await _store.ExecuteAsync($"alter role {role} superuser connection limit -1");
        await limited.Grains.CommitAsync(Write(Issue(1), 1, "b")).WaitAsync(Bound);
        await limited.DisposeAsync();
    }

    [Fact]
    public async Task Full_queue_refuses_at_once_and_takes_what_waits()
    {
        await using var held = await HoldWritesAsync();
        var writes = Enumerable.Range(100, 40).Select(i => _store.Grains.CommitAsync(Write(Issue(i), 0, "s", journal: ["s"]))).ToArray();
        var refused = writes.Count(write => write.IsFaulted);
        Assert.InRange(refused, 1, 39);
        await held.DisposeAsync();
        await Task.WhenAll(writes).WaitAsync(Bound).ContinueWith(_ => { }, TaskScheduler.Default);
        Assert.Equal(refused, writes.Count(write => write.IsFaulted));
    }

    [Fact]
    public async Task Stop_answers_what_waits_and_refuses_what_comes()
    {
        await using var held = await HoldWritesAsync();
        var writes = Enumerable.Range(100, 5).Select(i => _store.Grains.CommitAsync(Write(Issue(i), 0, "s", journal: ["s"]))).ToArray();
        var stop = _store.Store.DisposeAsync();
        await Assert.ThrowsAsync<StoreUnavailableException>(() => CommitAsync(Write(Issue(99), 0, "a")));
        await held.DisposeAsync();
        await stop.AsTask().WaitAsync(Bound);
        Assert.All(writes, write => Assert.True(write.IsCompletedSuccessfully));
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await _store.Grains.ReadAsync(Issue(1)));
    }

    private Task<CommitResult> CommitAsync(GrainWrite write) => _store.Grains.CommitAsync(write).WaitAsync(Bound);

    private async Task<string?> StateAsync(int issue) => await _store.Grains.ReadAsync(Issue(issue)) is { } row ? Text(row.State) : null;

    private async Task<IEnumerable<string>> WordsAsync() => (await _store.Journal.ReadAfterAsync(0, 100)).Select(entry => Text(entry.Data));

    /// <summary>Another transaction that lets nobody write, until it ends.</summary>
    private Task<OpenTransaction> HoldWritesAsync() => OpenTransaction.BeginAsync(_server, _store, "lock table grains in exclusive mode");

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var bound = new CancellationTokenSource(Bound);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!await condition())
            await timer.WaitForNextTickAsync(bound.Token);
    }
}
