using Router.Api.Dashboard.Triage;
using Router.Domain.Storage;
using static Router.Api.Tests.Dashboard.TriageRows;

namespace Router.Api.Tests.Dashboard;

public class SameRowsTests
{
    [Fact]
    public void Page_that_is_as_it_was_is_the_page_before()
    {
        var before = Page("cba", hasMore: true);

        Assert.Same(before, SameRows.Keep(before, Page("cba", hasMore: true)));
    }

    [Fact]
    public void Only_the_row_that_changed_is_new()
    {
        var before = Page("cba");

        var now = SameRows.Keep(before, new([Row('c'), Row('b', count: 2), Row('a')], null));

        Assert.Same(before.Items[0], now.Items[0]);
        Assert.Equal(2, now.Items[1].Row.Count);
        Assert.Same(before.Items[2], now.Items[2]);
    }

    [Theory]
    [InlineData("ba", false)]
    [InlineData("cb", false)]
    [InlineData("dcba", false)]
    [InlineData("cba", true)]
    public void Page_with_other_rows_or_another_end_is_a_new_page(string rows, bool hasMore)
    {
        var before = Page("cba");

        var now = SameRows.Keep(before, Page(rows, hasMore));

        Assert.NotSame(before, now);
        Assert.Equal(rows, Names(now.Items));
    }

    [Fact]
    public void Another_channel_is_a_change()
    {
        var row = Row('a');
        var before = new IndexPage([row], null);

        Assert.NotSame(before, SameRows.Keep(before, new([row with { Row = row.Row with { Channels = ["other"] } }], null)));
    }
}
