using System.Text.Json;
using System.Text.RegularExpressions;

namespace Router.Deploy.Tests;

/// <summary>Prometheus's alerts and Grafana's dashboard about the router itself.</summary>
public sealed class MonitoringTests
{
    private const string Rules = "deploy/prometheus/alerts.yaml";
    private const string Tests = "deploy/prometheus/alerts.test.yaml";

    private static readonly JsonElement Dashboard = JsonDocument.Parse(Repository.Read("deploy/grafana/router.json")).RootElement;

    private static IEnumerable<string> Alerts => Regex.Matches(Repository.Read(Rules), @"- alert: (\w+)").Select(match => match.Groups[1].Value);

    private static IEnumerable<JsonElement> Panels => Dashboard.GetProperty("panels").EnumerateArray();

    [ToolFact("promtool", "prometheus")]
    public async Task Rules_are_rules() => (await Tool.RunAsync("promtool", "check", "rules", Rules)).MustSucceed();

    [ToolFact("promtool", "prometheus")]
    public async Task Alerts_fire_when_they_should_and_not_otherwise() => (await Tool.RunAsync("promtool", "test", "rules", Tests)).MustSucceed();

    [Fact]
    public void Every_alert_is_tested_and_in_the_documentation()
    {
        Assert.NotEmpty(Alerts);
        Assert.All(Alerts, alert =>
        {
            Assert.Contains($"alertname: {alert}", Repository.Read(Tests), StringComparison.Ordinal);
            Assert.Contains($"`{alert}`", Repository.Read("docs/operations.md"), StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Alerts_ask_for_metrics_that_exist()
    {
        var used = Metrics.UsedBy(string.Join('\n', Regex.Matches(Repository.Read(Rules), "expr: (.*)").Select(match => match.Groups[1].Value.Trim()))).ToArray();

        Assert.True(used.Length > 5);
        Assert.Empty(used.Except(Metrics.Names));
    }

    [Fact]
    public void Panels_ask_for_metrics_that_exist()
    {
        var used = Metrics.UsedBy(string.Join('\n', Panels.SelectMany(panel => panel.GetProperty("targets").EnumerateArray()).Select(target => target.GetProperty("expr").GetString()))).ToArray();

        Assert.True(used.Length > 10);
        Assert.Empty(used.Except(Metrics.Names));
    }

    [Fact]
    public void Every_metric_of_the_router_is_on_the_dashboard()
    {
        string[] notShown = ["router_auth_sign_ins_total", "router_callbacks_actions_total", "router_storage_snapshots_flushed_total", "router_storage_snapshots_deferred"];
        var text = Repository.Read("deploy/grafana/router.json");

        var asked = Metrics.Names.Where(name => !name.EndsWith("_sum", StringComparison.Ordinal) && !name.EndsWith("_count", StringComparison.Ordinal)).Except(notShown).ToArray();

        Assert.True(asked.Length > 10);
        Assert.All(asked, name => Assert.Contains(name, text, StringComparison.Ordinal));
    }

    [Fact]
    public void Panels_have_ids_of_their_own_and_do_not_overlap()
    {
        var places = Panels.Select(panel => panel.GetProperty("gridPos")).SelectMany(Cells).ToArray();

        Assert.Equal(places.Length, places.Distinct().Count());
        Assert.Equal(Panels.Count(), Panels.Select(panel => panel.GetProperty("id").GetInt32()).Distinct().Count());
    }

    [ToolFact("systemd-analyze", "systemd")]
    public async Task Systemd_takes_the_unit()
    {
        // A machine whose .NET is elsewhere has no such file.
        var folder = Directory.CreateTempSubdirectory("systemd-");
        try
        {
            var unit = Path.Combine(folder.FullName, "router.service");
            await File.WriteAllTextAsync(unit, Repository.Read("deploy/systemd/router.service").Replace("/usr/bin/dotnet", "/bin/true", StringComparison.Ordinal));
            var verified = await Tool.RunAsync("systemd-analyze", "verify", unit);
            verified.MustSucceed();
            Assert.Empty(verified.Output);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IEnumerable<(int X, int Y)> Cells(JsonElement place)
    {
        int Of(string name) => place.GetProperty(name).GetInt32();
        return from x in Enumerable.Range(Of("x"), Of("w")) from y in Enumerable.Range(Of("y"), Of("h")) select (x, y);
    }
}
