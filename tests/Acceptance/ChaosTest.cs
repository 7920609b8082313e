using Router.Acceptance.Driver;
using Xunit.Abstractions;

namespace Router.Acceptance;

/// <summary>A short run of <c>deploy/chaos.sh</c>. What the machine lacks rights for is left out there, and named in its output.</summary>
[Trait("Category", "LocalCluster")]
public sealed class ChaosTest(ITestOutputHelper log)
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(14);

    [Fact]
    public async Task Cluster_that_is_broken_under_load_loses_and_doubles_nothing()
    {
        var run = await LocalClusterScript.RunAsync(
            "chaos.sh",
            ["--minutes", "1", "--seed", "7", "--issues", "60", "--rate", "20", "--only", "silo killed,API host killed,PostgreSQL killed,connections cut,sink fails"],
            Bound);

        log.WriteLine(run.Text);
        Assert.True(run.ExitCode == 0, run.Text);
        Assert.Contains("chaos: no violation", run.Text, StringComparison.Ordinal);
    }

    [FakeTimeFact]
    public async Task Clock_that_is_shifted_is_shown_to_be_and_loses_and_doubles_nothing()
    {
        var run = await LocalClusterScript.RunAsync("chaos.sh", ["--minutes", "0.1", "--seed", "7", "--issues", "20", "--rate", "20", "--only", "clock shifted"], Bound);

        log.WriteLine(run.Text);
        Assert.True(run.ExitCode == 0, run.Text);
        Assert.Matches(@"clock shifted \((silo|api)-\d (?<shift>[+-])30s\) .* its clock says \k<shift>(2[5-9]|3[0-5])\.\d s", run.Text);
    }
}
