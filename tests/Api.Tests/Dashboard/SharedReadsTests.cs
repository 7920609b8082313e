using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Router.Api.Dashboard.Live;
using Router.Domain.Storage;

namespace Router.Api.Tests.Dashboard;

public class SharedReadsTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly EmptyJournal _journal = new();
    private readonly JournalPulse _pulse;
    private readonly SharedReads _reads;
    private int _read;

    public SharedReadsTests() => _reads = new(_pulse = new(_journal, _time, NullLogger<JournalPulse>.Instance));

    [Fact]
    public async Task Pages_that_look_share_a_read_until_the_next_beat()
    {
        var beat = _pulse.NextAsync(CancellationToken.None);

        var first = await ReadAsync("a", "a", "b");
        Assert.Equal([1, 1, 2], first);
        await BeatAsync(beat);
        var second = await ReadAsync("a", "a");
        Assert.Equal([3, 3], second);
    }

    [Fact]
    public async Task Without_anybody_looking_every_read_is_fresh_and_the_journal_is_left_alone()
    {
        var third = await ReadAsync("a", "a");
        Assert.Equal([1, 2], third);
        Assert.Null(_pulse.Number);
        Assert.Equal(0, _journal.Looks);
    }

    [Fact]
    public async Task Beats_end_when_nobody_waits_for_them_any_more()
    {
        await BeatAsync(_pulse.NextAsync(CancellationToken.None));

        for (var second = 0; second < 60 && _pulse.Number is not null; second++)
            await PassAsync();

        Assert.Null(_pulse.Number);
    }

    [Fact]
    public async Task Value_before_is_kept_when_the_reader_says_so()
    {
        var beat = _pulse.NextAsync(CancellationToken.None);
        await ReadAsync("a");
        await BeatAsync(beat);

        Assert.Equal(1, await _reads.ReadAsync("a", () => Task.FromResult(++_read), (before, _) => before, CancellationToken.None));
        Assert.Equal(2, _read);
    }

    [Fact]
    public async Task Failed_read_fails_all_who_asked_and_is_tried_again_after_the_next_beat()
    {
        var beat = _pulse.NextAsync(CancellationToken.None);
        for (var asker = 0; asker < 2; asker++)
            await Assert.ThrowsAsync<StoreUnavailableException>(() => _reads.ReadAsync<int>("a", () => throw new StoreUnavailableException($"{++_read}"), null, CancellationToken.None));
        Assert.Equal(1, _read);
        await BeatAsync(beat);

        var fourth = await ReadAsync("a");
        Assert.Equal([2], fourth);
    }

    private async Task<int[]> ReadAsync(params string[] keys)
    {
        var read = new int[keys.Length];
        for (var i = 0; i < keys.Length; i++)
            read[i] = await _reads.ReadAsync(keys[i], () => Task.FromResult(++_read), null, CancellationToken.None);
        return read;
    }

    private async Task BeatAsync(Task beat)
    {
        for (var pass = 0; pass < 60 && !beat.IsCompleted; pass++)
            await PassAsync();
        await beat;
    }

    /// <summary>Lets time pass until the journal was looked at once more.</summary>
    private async Task PassAsync()
    {
        var looks = _journal.Looks;
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        while (_journal.Looks == looks && _pulse.Number is not null)
        {
            _time.Advance(TimeSpan.FromMilliseconds(200));
            await pace.WaitForNextTickAsync();
        }
    }

    private sealed class EmptyJournal : IJournal
    {
        private int _looks;

        public int Looks => Volatile.Read(ref _looks);

        public ValueTask<long> ReadLastPositionAsync(CancellationToken cancellationToken = default)
        {
            Interlocked.Increment(ref _looks);
            return new(0);
        }

        public ValueTask<JournalEntry?> ReadAsync(long position, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public ValueTask<IReadOnlyList<JournalEntry>> ReadAfterAsync(long after, int limit, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public ValueTask<IReadOnlyList<JournalEntry>> ReadBeforeAsync(long before, int limit, CancellationToken cancellationToken = default) => throw new NotSupportedException();
    }
}
