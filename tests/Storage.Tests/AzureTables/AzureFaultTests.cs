using Router.Domain.Storage;
using static Router.Storage.Tests.Contract.StorageContract;

namespace Router.Storage.Tests.AzureTables;

[Trait("Category", "Azurite")]
public sealed class AzureFaultTests : IAsyncLifetime
{
    private CuttingProxy _proxy = null!;
    private AzureTestStore _store = null!;

    public async Task InitializeAsync()
    {
        var server = await AzuriteServer.GetAsync();
        _proxy = CuttingProxy.Start(server.Tables);
        _store = await AzureTestStore.OpenAsync(TimeProvider.System, options => options with
        {
            ConnectionString = server.ConnectionStringFor(_proxy.Port),
            QueueCapacity = 10,
            CommitTimeout = TimeSpan.FromSeconds(2),
            RequestTimeout = TimeSpan.FromSeconds(1),
            ProbeInterval = TimeSpan.FromMilliseconds(20),
        });
        await CommitAsync(Write(Issue(1), 0, "a", journal: ["a"]));
    }

    public async Task DisposeAsync()
    {
        _proxy.Release();
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
        await UntilAsync(() => Task.FromResult(_store.Store.CanCommit));
        Assert.Equal("a", await StateAsync(1));
        Assert.Equal(2, (await CommitAsync(Write(Issue(1), 1, "c", journal: ["c"]))).Version);
        Assert.Equal(["a", "c"], await WordsAsync());
    }

    [Fact]
    public async Task Commit_whose_answer_was_lost_is_found_and_not_done_twice()
    {
        _proxy.AnswersToCut = 1;
        var result = await CommitAsync(Write(Issue(1), 1, "b", Start, Row(), "b"));
        Assert.Equal(2, result.Version);
        Assert.Equal("b", Text((await _store.Journal.ReadAsync(result.FirstPosition))!.Data));
        Assert.Equal(3, (await CommitAsync(Write(Issue(1), 2, "c", Start, Row(), "c"))).Version);
        Assert.Equal(["a", "b", "c"], await WordsAsync());
    }

    [Fact]
    public async Task New_grain_whose_answer_was_lost_is_found()
    {
        _proxy.AnswersToCut = 1;
        Assert.Equal(1, (await CommitAsync(Write(Issue(2), 0, "new", journal: ["new"]))).Version);
        Assert.Equal(["a", "new"], await WordsAsync());
    }

    [Fact]
    public async Task Commit_of_unknown_outcome_fails_its_caller_and_a_retry_of_it_conflicts()
    {
        _proxy.CutAnswers = true;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => CommitAsync(Write(Issue(1), 1, "b", journal: ["b"])));
        _proxy.CutAnswers = false;
        Assert.Equal("b", await StateAsync(1));
        await Assert.ThrowsAsync<StoreConflictException>(() => CommitAsync(Write(Issue(1), 1, "b", journal: ["b"])));
        await CommitAsync(Write(Issue(1), 2, "c", journal: ["c"]));
        Assert.Equal(["a", "b", "c"], await WordsAsync());
    }

    [Theory]
    [InlineData("503 Server Busy", "ServerBusy", "")]
    [InlineData("429 Too Many Requests", "TooManyRequests", "Retry-After: 1\r\n")]
    [InlineData("500 Internal Server Error", "OperationTimedOut", "")]
    public async Task Throttled_commit_is_sent_again_until_it_is_taken(string status, string code, string header)
    {
        _proxy.Refusal = Answer(status, code, header);
        var commit = CommitAsync(Write(Issue(1), 1, "b", journal: ["b"]));
        await UntilAsync(() => Task.FromResult(Volatile.Read(ref _proxy.Refused) > 0));
        _proxy.Refusal = null;
        Assert.Equal(2, (await commit).Version);
        Assert.Equal(["a", "b"], await WordsAsync());
    }

    [Fact]
    public async Task Commit_throttled_for_too_long_fails_and_the_store_says_when_it_commits_again()
    {
        _proxy.Refusal = Answer("503 Server Busy", "ServerBusy", "");
        var failed = await Assert.ThrowsAsync<StoreUnavailableException>(() => CommitAsync(Write(Issue(1), 1, "b", journal: ["b"])));
        Assert.Contains("503", failed.Message, StringComparison.Ordinal);
        Assert.False(_store.Store.CanCommit);
        _proxy.Refusal = null;
        await UntilAsync(() => Task.FromResult(_store.Store.CanCommit));
        Assert.Equal(["a"], await WordsAsync());
        await CommitAsync(Write(Issue(1), 1, "c", journal: ["c"]));
    }

    [Fact]
    public async Task Full_account_or_refused_key_fails_at_once_and_says_why()
    {
        _proxy.Refusal = Answer("403 Forbidden", "AccountIsDisabled", "");
        var failed = await Assert.ThrowsAsync<StoreUnavailableException>(() => CommitAsync(Write(Issue(1), 1, "b", journal: ["b"])));
        Assert.Contains("403 AccountIsDisabled", failed.Message, StringComparison.Ordinal);
        _proxy.Refusal = null;
        await CommitAsync(Write(Issue(1), 1, "b", journal: ["b"]));
    }

    [Fact]
    public async Task Slow_service_is_given_up_and_what_arrives_late_changes_nothing_that_followed()
    {
        _proxy.Hold();
        await Assert.ThrowsAsync<StoreUnavailableException>(() => CommitAsync(Write(Issue(1), 1, "b", journal: ["b"])));
        _proxy.Release();
        var row = await _store.Grains.ReadAsync(Issue(1));
        await CommitAsync(Write(Issue(1), row!.Version, "c", journal: ["c"]));
        Assert.Equal("c", await StateAsync(1));
        var words = await WordsAsync();
        Assert.Equal(row.Version == 1 ? ["a", "c"] : ["a", "b", "c"], words);
    }

    [Fact]
    public async Task Full_queue_refuses_at_once_and_takes_what_waits()
    {
        _proxy.Hold();
        var writes = Enumerable.Range(100, 40).Select(i => _store.Grains.CommitAsync(Write(Issue(i), 0, "s", journal: ["s"]))).ToArray();
        Assert.Equal(30, writes.Count(write => write.IsFaulted));
        _proxy.Release();
        await Task.WhenAll(writes.Where(write => !write.IsFaulted)).WaitAsync(Bound);
        Assert.Equal(11, (await WordsAsync()).Count());
    }

    [Fact]
    public async Task Stop_answers_what_waits_and_refuses_what_comes()
    {
        _proxy.Hold();
        var writes = Enumerable.Range(100, 5).Select(i => _store.Grains.CommitAsync(Write(Issue(i), 0, "s", journal: ["s"]))).ToArray();
        var stop = _store.Store.DisposeAsync();
        await Assert.ThrowsAsync<StoreUnavailableException>(() => CommitAsync(Write(Issue(99), 0, "a")));
        _proxy.Release();
        await stop.AsTask().WaitAsync(Bound);
        Assert.All(writes, write => Assert.True(write.IsCompletedSuccessfully));
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await _store.Grains.ReadAsync(Issue(1)));
    }

    /// <summary>Whatever connections are cut where: a grain's state, list row, due row and journal are of one commit, and what was acknowledged is there.</summary>
    [Fact]
    public async Task Rows_of_a_grain_agree_whatever_is_cut()
    {
        var acknowledged = new long[6];
        for (var round = 0; round < 40; round++)
        {
            if (round % 3 == 0)
                Interlocked.Exchange(ref _proxy.AnswersToCut, 1 + (round % 2));
            await Task.WhenAll(Enumerable.Range(0, acknowledged.Length).Select(async i =>
            {
                try
                {
                    var version = (await _store.Grains.ReadAsync(Issue(10 + i)))?.Version ?? 0;
                    var status = version % 3 == 2 ? "Resolved" : "Triggered";
                    acknowledged[i] = (await CommitAsync(Write(Issue(10 + i), version, $"{version + 1}", Start.AddSeconds(version + 1), Row($"{version + 1}", status), $"{version + 1}"))).Version;
                }
                catch (StoreUnavailableException)
                {
                    // Told so: it may have been done.
                }
            }));
        }
        _proxy.AnswersToCut = 0;
        var listed = (await _store.Index.ListAsync(new() { Type = "issue" })).Items.ToDictionary(item => item.Key, item => item.Row);
        var open = (await _store.Index.ListAsync(new() { Type = "issue", Status = "Triggered" })).Items.Select(item => item.Key).ToHashSet();
        var due = new List<DueRow>();
        for (var shard = 0; shard < IDueRows.Shards; shard++)
            due.AddRange(await _store.Due.ReadDueAsync(shard, Start.AddYears(1), 100));
        for (var i = 0; i < acknowledged.Length; i++)
        {
            var key = Issue(10 + i);
            var row = (await _store.Grains.ReadAsync(key))!;
            Assert.InRange(row.Version, acknowledged[i], long.MaxValue);
            Assert.Equal($"{row.Version}", Text(row.State));
            Assert.Equal($"{row.Version}", listed[key].Title);
            Assert.Equal(listed[key].Status == "Triggered", open.Contains(key));
            Assert.Equal(Start.AddSeconds(row.Version), Assert.Single(due, item => item.Key == key).DueAt);
            var history = new List<string>();
            for (var position = row.LastPosition; position != 0;)
            {
                var entry = (await _store.Journal.ReadAsync(position))!;
                history.Insert(0, Text(entry.Data));
                position = entry.PreviousPosition;
            }
            Assert.Equal(Enumerable.Range(1, (int)row.Version).Select(version => $"{version}"), history);
        }
    }

    private static string Answer(string status, string code, string header)
    {
        var body = "{\"odata.error\":{\"code\":\"" + code + "\",\"message\":{\"lang\":\"en-US\",\"value\":\"refused\"}}}";
        return $"HTTP/1.1 {status}\r\n{header}x-ms-error-code: {code}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}";
    }

    private Task<CommitResult> CommitAsync(GrainWrite write) => _store.Grains.CommitAsync(write).WaitAsync(Bound);

    private async Task<string?> StateAsync(int issue) => await _store.Grains.ReadAsync(Issue(issue)) is { } row ? Text(row.State) : null;

    private async Task<IEnumerable<string>> WordsAsync() => (await _store.Journal.ReadAfterAsync(0, 100)).Select(entry => Text(entry.Data));

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var bound = new CancellationTokenSource(Bound);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!await condition())
            await timer.WaitForNextTickAsync(bound.Token);
    }
}
