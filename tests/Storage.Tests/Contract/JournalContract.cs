using System.Collections.Immutable;
using Router.Domain.Storage;

namespace Router.Storage.Tests.Contract;

public abstract class JournalContract : StorageContract
{
    [Fact]
    public async Task Empty_journal_has_nothing()
    {
        Assert.Empty(await Store.Journal.ReadAfterAsync(0, 10));
        Assert.Empty(await Store.Journal.ReadBeforeAsync(long.MaxValue, 10));
        Assert.Null(await Store.Journal.ReadAsync(1));
        Assert.Null(await Store.Journal.ReadAsync(0));
    }

    [Fact]
    public async Task Entry_is_read_back_whole()
    {
        var at = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)).AddTicks(1234567);
        var key = new GrainKey("delivery", "ünïcode|🙂");
        var result = await CommitAsync(Write(key, 0, "s") with { Journal = [new(JournalKind.Delivery, at, Bytes("{\"a\":1}"))] });
        var entry = await Store.Journal.ReadAsync(result.FirstPosition);
        Assert.NotNull(entry);
        Assert.Equal((result.FirstPosition, 0L, key, JournalKind.Delivery, at, "{\"a\":1}"),
            (entry.Position, entry.PreviousPosition, entry.Key, entry.Kind, entry.At, Text(entry.Data)));
    }

    [Fact]
    public async Task Entries_of_a_write_follow_without_gaps_and_chain()
    {
        var result = await CommitAsync(Write(Issue(1), 0, "s", journal: ["a", "", "c"]));
        var entries = await JournalAsync();
        Assert.Equal([result.FirstPosition, result.FirstPosition + 1, result.FirstPosition + 2], entries.Select(entry => entry.Position));
        Assert.Equal([0, result.FirstPosition, result.FirstPosition + 1], entries.Select(entry => entry.PreviousPosition));
        Assert.Equal(["a", "", "c"], entries.Select(entry => Text(entry.Data)));
    }

    [Fact]
    public async Task Largest_journal_that_fits_is_taken_whole()
    {
        var data = new byte[JournalSize.MostBytes / JournalSize.MostEntries];
        ImmutableArray<JournalWrite> journal =
            [.. Enumerable.Range(0, JournalSize.MostEntries).Select(i => new JournalWrite(i < JournalSize.MostAudits ? JournalKind.Audit : JournalKind.Issue, Start, data))];
        Assert.Equal(new(JournalSize.MostEntries, JournalSize.MostAudits, JournalSize.MostBytes), JournalSize.Of(journal));
        var result = await CommitAsync(Write(Issue(1), 0, "s") with { Journal = journal });
        var entries = await JournalAsync();
        Assert.Equal(Enumerable.Range(0, JournalSize.MostEntries).Select(i => result.FirstPosition + i), entries.Select(entry => entry.Position));
        Assert.All(entries, entry => Assert.Equal(data.Length, entry.Data.Length));
    }

    [Fact]
    public async Task Write_without_entries_has_position_0_and_keeps_the_chain()
    {
        await CommitAsync(Write(Issue(1), 0, "s", journal: ["a"]));
        Assert.Equal(0, (await CommitAsync(Write(Issue(1), 1, "s"))).FirstPosition);
        await CommitAsync(Repeat(Issue(1), 2, "s"));
        await CommitAsync(Write(Issue(1), 3, "s", journal: ["b"]));
        Assert.Equal(["a", "b"], await HistoryAsync(Issue(1)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public async Task Pages_hold_every_entry_once_in_order(int page)
    {
        await Task.WhenAll(Enumerable.Range(0, 60).Select(i => CommitAsync(Write(Issue(i), 0, "s", journal: [$"{i}a", $"{i}b"]))));
        await Task.WhenAll(Enumerable.Range(0, 60).Select(i => CommitAsync(Repeat(Issue(i), 1, "s", $"{i}c"))));
        var entries = await JournalAsync(page);
        Assert.Equal(180, entries.Count);
        Assert.True(entries.Zip(entries.Skip(1)).All(pair => pair.First.Position < pair.Second.Position));
        Assert.Equal(180, entries.Select(entry => Text(entry.Data)).Distinct().Count());
        foreach (var i in (int[])[0, 31, 59])
            Assert.Equal([$"{i}a", $"{i}b", $"{i}c"], await HistoryAsync(Issue(i)));
    }

    [Fact]
    public async Task Page_never_exceeds_its_limit()
    {
        await CommitAsync(Write(Issue(1), 0, "s", journal: [.. Enumerable.Range(0, 20).Select(i => $"{i}")]));
        Assert.Equal(7, (await Store.Journal.ReadAfterAsync(0, 7)).Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public async Task Backwards_pages_hold_what_forward_pages_hold(int page)
    {
        for (var day = 0; day < 3; day++, Time.Advance(TimeSpan.FromDays(1)))
        {
            await Task.WhenAll(Enumerable.Range(0, 20).Select(i => CommitAsync(Write(Issue(i), day, "s", journal: [$"{day}{i}a", $"{day}{i}b"]))));
        }

        var backwards = new List<JournalEntry>();
        while (await Store.Journal.ReadBeforeAsync(backwards.Count == 0 ? long.MaxValue : backwards[^1].Position, page) is { Count: > 0 } entries)
        {
            Assert.True(entries.Count <= page);
            backwards.AddRange(entries);
        }

        backwards.Reverse();
        Assert.Equal((await JournalAsync()).Select(e => (e.Position, Text(e.Data))), backwards.Select(e => (e.Position, Text(e.Data))));
        Assert.Equal(120, backwards.Count);
    }

    [Fact]
    public async Task Entries_before_a_position_do_not_hold_it()
    {
        var first = (await CommitAsync(Write(Issue(1), 0, "s", journal: ["a", "b", "c"]))).FirstPosition;
        Assert.Equal(["b", "a"], (await Store.Journal.ReadBeforeAsync(first + 2, 10)).Select(entry => Text(entry.Data)));
        Assert.Empty(await Store.Journal.ReadBeforeAsync(first, 10));
    }

    [Fact]
    public async Task Batch_of_large_entries_is_read_back()
    {
        var words = Enumerable.Range(0, 100).Select(i => new string((char)('a' + (i % 26)), 16 << 10)).ToArray();
        await CommitAsync(Write(Issue(1), 0, "s", journal: words));
        Assert.Equal(words, (await JournalAsync()).Select(entry => Text(entry.Data)));
        Assert.Equal(words, await HistoryAsync(Issue(1)));
    }

    [Fact]
    public async Task Last_position_is_that_of_the_newest_entry()
    {
        Assert.Equal(0, await Store.Journal.ReadLastPositionAsync());
        for (var day = 0; day < 3; day++, Time.Advance(TimeSpan.FromDays(1)))
        {
            var result = await CommitAsync(Write(Issue(1), day, "s", journal: ["a", "b"]));
            Assert.Equal(result.FirstPosition + 1, await Store.Journal.ReadLastPositionAsync());
        }

        var last = await Store.Journal.ReadLastPositionAsync();
        await Store.RestartAsync(crash: false);
        Assert.Equal(last, await Store.Journal.ReadLastPositionAsync());
    }

    [Fact]
    public async Task Reader_that_follows_the_end_misses_nothing_while_many_write()
    {
        var writing = Task.WhenAll(Enumerable.Range(0, 200).Select(i => CommitAsync(Write(Issue(i), 0, "s", journal: [$"{i}a", $"{i}b"]))));
        var (seen, position) = (new List<string>(), 0L);
        while (seen.Count < 400)
        {
            var isWritten = writing.IsCompleted;
            var page = await Store.Journal.ReadAfterAsync(position, 7);
            Assert.True(page.Count > 0 || !isWritten, "An entry appeared below a position that was returned.");
            Assert.All(page, entry => Assert.True(entry.Position > position));
            seen.AddRange(page.Select(entry => Text(entry.Data)));
            position = page is [.., var last] ? last.Position : position;
        }

        await writing;
        Assert.Equal(400, seen.Distinct().Count());
    }

    [Fact]
    public async Task Days_make_one_journal()
    {
        for (var day = 0; day < 3; day++, Time.Advance(TimeSpan.FromDays(1)))
            await CommitAsync(Write(Issue(1), day, "s", journal: [$"{day}a", $"{day}b"]));
        Assert.Equal(["0a", "0b", "1a", "1b", "2a", "2b"], (await JournalAsync(3)).Select(entry => Text(entry.Data)));
        Assert.Equal(["0a", "0b", "1a", "1b", "2a", "2b"], await HistoryAsync(Issue(1)));
    }

    [Fact]
    public async Task Positions_go_on_after_a_restart()
    {
        var first = await CommitAsync(Write(Issue(1), 0, "s", journal: ["a"]));
        await Store.RestartAsync(crash: false);
        var second = await CommitAsync(Write(Issue(1), 1, "s", journal: ["b"]));
        Assert.True(second.FirstPosition > first.FirstPosition);
        Assert.Equal(["a", "b"], await HistoryAsync(Issue(1)));
    }

    [Fact]
    public async Task Clock_set_back_a_day_keeps_the_order()
    {
        await CommitAsync(Write(Issue(1), 0, "s", journal: ["a"]));
        Time.AdjustTime(Start.AddDays(-1));
        await CommitAsync(Write(Issue(1), 1, "s", journal: ["b"]));
        Assert.Equal(["a", "b"], (await JournalAsync()).Select(entry => Text(entry.Data)));
        Assert.Equal(["a", "b"], await HistoryAsync(Issue(1)));
    }
}
