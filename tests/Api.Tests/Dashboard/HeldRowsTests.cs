using Router.Api.Dashboard.Triage;
using static Router.Api.Tests.Dashboard.TriageRows;

namespace Router.Api.Tests.Dashboard;

public class HeldRowsTests
{
    [Theory]
    [InlineData("dcb", "dcb", false, "", 0)] // nothing happened
    [InlineData("dcb", "edcb", false, "", 1)] // one came on top
    [InlineData("dcb", "edc", true, "", 1)] // and pushed the last one out of the page
    [InlineData("dcb", "db", false, "c", 0)] // one left
    [InlineData("dcb", "dc", false, "b", 0)] // the last one left: the list ends here
    [InlineData("dcb", "dba", true, "c", 0)] // one left, and the next page's first moved up
    [InlineData("dcb", "dxb", false, "c", 1)] // one left, another came in between
    [InlineData("dcb", "", false, "dcb", 0)] // all left
    [InlineData("", "ab", false, "", 2)] // nothing was there
    public void Rows_keep_their_places_while_what_comes_and_goes_waits(string shown, string now, bool hasMore, string left, int waiting)
    {
        var held = HeldRows.Merge(Page(shown).Items, Page(now, hasMore));

        Assert.Equal(shown, Names(held.Rows));
        Assert.Equal(left, string.Concat(held.Left.OrderDescending(StringComparer.Ordinal)));
        Assert.Equal(waiting, held.Waiting);
    }

    [Fact]
    public void Row_changes_in_its_place()
    {
        var held = HeldRows.Merge([Row('b'), Row('a')], new([Row('b'), Row('a', count: 2)], null));

        Assert.Equal([1, 2], held.Rows.Select(row => row.Row.Count));
    }

    [Fact]
    public void Rows_that_are_the_same_are_given_back()
    {
        var page = Page("cba");

        Assert.Same(page.Items, HeldRows.Merge(page.Items, page).Rows);
    }
}
