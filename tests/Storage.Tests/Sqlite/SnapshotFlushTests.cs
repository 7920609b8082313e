using Microsoft.Extensions.Time.Testing;
using Router.Domain.Storage;
using static Router.Storage.Tests.Contract.StorageContract;

namespace Router.Storage.Tests.Sqlite;

public sealed class SnapshotFlushTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(Start);
    private SqliteTestStore _store = null!;

    public async Task InitializeAsync() => _store = await SqliteTestStore.OpenAsync(_time);

    public async Task DisposeAsync() => await _store.DisposeAsync();

    [Fact]
    public async Task Interval_flushes_the_newest_snapshot_only()
    {
        await _store.Grains.CommitAsync(Write(Issue(1), 0, "a"));
        var encoded = new List<int>();
        var last = new TaskCompletionSource();
        for (var i = 0; i < 5; i++)
        {
            var n = i;
            await _store.Grains.CommitAsync(Repeat(Issue(1), 1 + i, "", "x") with
            {
                Snapshot = () =>
                {
                    encoded.Add(n);
                    last.TrySetResult();
                    return new(Bytes($"{n}"), null);
                },
            });
        }
        _time.Advance(TimeSpan.FromSeconds(1));
        await last.Task.WaitAsync(Bound);
        Assert.Equal([4], encoded);
    }

    [Fact]
    public async Task Snapshot_that_throws_keeps_its_entries_and_others_are_written()
    {
        await _store.Grains.CommitAsync(Write(Issue(1), 0, "a"));
        await _store.Grains.CommitAsync(Write(Issue(2), 0, "a"));
        await _store.Grains.CommitAsync(Repeat(Issue(1), 1, "", "b") with { Snapshot = () => throw new InvalidOperationException() });
        await _store.Grains.CommitAsync(Repeat(Issue(2), 1, "ab", "b"));
        await _store.SettleAsync();
        await _store.RestartAsync(crash: true);
        Assert.Equal(1, _store.Replay.Calls);
        Assert.Equal("ab", Text((await _store.Grains.ReadAsync(Issue(1)))!.State));
        Assert.Equal("ab", Text((await _store.Grains.ReadAsync(Issue(2)))!.State));
    }

    [Fact]
    public async Task Many_rows_are_flushed_in_one_round()
    {
        await Task.WhenAll(Enumerable.Range(0, 600).Select(i => _store.Grains.CommitAsync(Write(Issue(i), 0, "a"))));
        await Task.WhenAll(Enumerable.Range(0, 600).Select(i => _store.Grains.CommitAsync(Repeat(Issue(i), 1, "ab", "b"))));
        await _store.SettleAsync();
        await _store.RestartAsync(crash: true);
        Assert.Equal(0, _store.Replay.Calls);
        for (var i = 0; i < 600; i++)
            Assert.Equal("ab", Text((await _store.Grains.ReadAsync(Issue(i)))!.State));
    }

    [Fact]
    public async Task Reads_beside_a_flush_see_every_acknowledged_version()
    {
        await _store.Grains.CommitAsync(Write(Issue(1), 0, "0"));
        using var stop = new CancellationTokenSource();
        var flushing = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
                await _store.SettleAsync();
        });
        for (var version = 1; version < 400; version++)
        {
            await _store.Grains.CommitAsync(Repeat(Issue(1), version, $"{version}", version % 2 == 0 ? ["x"] : []));
            var row = (await _store.Grains.ReadAsync(Issue(1)))!;
            Assert.Equal((version + 1L, $"{version}"), (row.Version, Text(row.State)));
        }
        await stop.CancelAsync();
        await flushing.WaitAsync(Bound);
    }

    [Fact]
    public async Task Retention_waits_for_the_checkpoint()
    {
        await _store.Grains.CommitAsync(Write(Issue(1), 0, "a"));
        await _store.Grains.CommitAsync(Repeat(Issue(1), 1, "ab", "b") with { Snapshot = () => throw new InvalidOperationException() });
        _time.AdjustTime(Start.AddDays(3));
        await _store.Grains.CommitAsync(Write(Issue(2), 0, "a", journal: ["c"]));
        await _store.SettleAsync();
        Assert.False(await _store.Retention.PurgeStepAsync(Start.AddDays(2), DateTimeOffset.UnixEpoch, 10));
        Assert.Equal(2, (await _store.Journal.ReadAfterAsync(0, 10)).Count);
    }
}
