using Router.Api.Dashboard.Triage;
using Router.Domain.Storage;
using static Router.Api.Tests.Dashboard.TriageRows;

namespace Router.Api.Tests.Dashboard;

public class RowWindowTests
{
    [Fact]
    public void Empty_window_needs_its_first_chunk() => Assert.Equal((0, null), new RowWindow().Missing(0, 0));

    [Fact]
    public void Window_from_a_cursor_begins_there()
    {
        var start = IndexOrder.Newest.CursorOf(Row('q'));

        Assert.Equal((0, start), new RowWindow { Start = start }.Missing(0, 10));
    }

    [Fact]
    public void Rows_are_read_from_where_the_chunk_before_ended_and_no_further_than_is_seen()
    {
        var window = new RowWindow().With(0, null, Page("zyx", hasMore: true));

        Assert.Null(window.Missing(0, 3));
        Assert.Equal((1, IndexOrder.Newest.CursorOf(Row('x'))), window.Missing(0, 4));
        Assert.Equal((3, 3 + RowWindow.ChunkSize), (window.Known, window.Total));
    }

    [Fact]
    public void End_of_the_list_needs_nothing_more()
    {
        var window = new RowWindow().With(0, null, Page("zyx"));

        Assert.Null(window.Missing(0, 50));
        Assert.Equal((3, 3, false), (window.Known, window.Total, window.HasMore));
    }

    [Fact]
    public void Range_is_cut_across_chunks()
    {
        var window = Three();

        Assert.Equal("yxwvu", Names(window.Rows(1, 5)));
        Assert.Equal("ts", Names(window.Rows(6, 9)));
        Assert.Equal([0, 1], window.Touched(2, 2));
    }

    [Fact]
    public void Rows_far_from_what_is_seen_are_forgotten_and_read_again_when_they_come_near()
    {
        var window = new RowWindow();
        for (var chunk = 0; chunk < 10; chunk++)
            window = window.With(chunk, window.Missing(window.Known, 1)!.Value.After, new([.. Enumerable.Range(0, RowWindow.ChunkSize).Select(_ => Row((char)('z' - chunk)))], IndexOrder.Newest.CursorOf(Row((char)('z' - chunk)))));

        var near = window.Near(900, 20);

        Assert.Equal(1000, near.Known);
        Assert.Equal(300, near.Kept.Count());
        Assert.Null(near.Missing(900, 20));
        Assert.Equal((0, null), near.Missing(0, 20));
        Assert.Equal((3, IndexOrder.Newest.CursorOf(Row('x'))), near.Missing(350, 20));
        Assert.Null(near.With(0, null, new([.. window.Rows(0, 100)], IndexOrder.Newest.CursorOf(Row('z')))).Missing(0, 20));
    }

    [Fact]
    public void Windows_are_the_same_as_long_as_their_pages_are()
    {
        var window = Three();

        Assert.True(window.IsSame(window.Near(0, 5), 0, 5));
        Assert.False(window.IsSame(window.With(1, null, Page("wvu", hasMore: true)), 0, 5));
        Assert.False(window.IsSame(new RowWindow().With(0, null, Page("")), 0, 5));
        Assert.False(new RowWindow().With(0, null, Page("")).IsSame(new RowWindow().With(0, null, Page("a")), 0, 5));
        Assert.True(window.IsSame(window.With(2, null, Page("ts")), 0, 5));
    }

    private static RowWindow Three() => new RowWindow()
        .With(0, null, Page("zyx", hasMore: true))
        .With(1, IndexOrder.Newest.CursorOf(Row('x')), Page("wvu", hasMore: true))
        .With(2, IndexOrder.Newest.CursorOf(Row('u')), Page("ts"));
}
