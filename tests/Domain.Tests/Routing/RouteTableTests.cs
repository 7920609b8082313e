using Router.Domain.Alerts;
using Router.Domain.Configuration;
using Router.Domain.Incidents;
using Router.Domain.Routing;
using Router.Domain.Routing.Conditions;

namespace Router.Domain.Tests.Routing;

public class RouteTableTests
{
    private static readonly ChannelConfig A = Sample.Channel("a");
    private static readonly ChannelConfig B = Sample.Channel("b");
    private static readonly ChannelConfig C = Sample.Channel("c");

    [Fact]
    public void Private_integration_routes_to_its_channel()
    {
        var table = new RouteTable(Sample.Config([Sample.Private("web", "a")], A, B), 7);

        var decision = table.Route(Sample.Alert("web"));

        Assert.Equal(7, decision.ConfigVersion);
        var destination = Assert.Single(decision.Destinations);
        Assert.Equal(("a", "channel", Severity.Warning), (destination.Channel, destination.Route, destination.Severity));
        Assert.Equal(IncidentKey.Of("a", "web|issue|1"), destination.Incident);
        Assert.Empty(destination.Group);
    }

    [Fact]
    public void First_matching_route_wins()
    {
        var decision = Shared(Sample.Route("no", false, "a"), Sample.Route("yes", true, "b"), Sample.Route("later", true, "c")).Route(Sample.Alert());

        Assert.Equal([("b", "yes")], decision.Destinations.Select(d => (d.Channel, d.Route)));
    }

    [Fact]
    public void Route_that_continues_lets_the_next_match_too()
    {
        var decision = Shared(Sample.Route("one", true, "b", "a") with { Continue = true }, Sample.Route("two", true, "a", "c")).Route(Sample.Alert());

        Assert.Equal([("b", "one"), ("a", "one"), ("c", "two")], decision.Destinations.Select(d => (d.Channel, d.Route)));
    }

    [Fact]
    public void Match_that_continues_keeps_the_default_out()
    {
        var decision = Shared(Sample.Route("one", true, "a") with { Continue = true }).Route(Sample.Alert());

        Assert.Equal([("a", "one")], decision.Destinations.Select(d => (d.Channel, d.Route)));
    }

    [Fact]
    public void Default_takes_what_no_route_matched()
    {
        var decision = Shared(Sample.Route("no", false, "a")).Route(Sample.Alert());

        Assert.Equal([("c", "default")], decision.Destinations.Select(d => (d.Channel, d.Route)));
    }

    [Theory]
    [InlineData(Severity.Info, Severity.Critical)]
    [InlineData(Severity.Ok, Severity.Ok)]
    public void Set_changes_severity_but_for_ok(Severity severity, Severity expected)
    {
        var route = Sample.Route("r", true, "a") with { SetSeverity = Severity.Critical, SetLabels = [new("team", "pay")] };

        var destination = Shared(route).Route(Sample.Alert() with { Severity = severity }).Destinations[0];

        Assert.Equal(expected, destination.Severity);
        Assert.Equal<Tag>([new("team", "pay")], destination.Labels);
    }

    [Fact]
    public void GroupBy_keys_the_incident_by_its_values()
    {
        var channel = A with { GroupBy = ["project", "tags.customer", "payload.data.kind", "labels.team", "severity"] };
        var table = new RouteTable(Sample.Config([Sample.Shared("org", ["a"], Sample.Route("r", true, "a") with { SetLabels = [new("team", "pay")] })], channel), 1);
        var alert = Sample.Alert() with { Tags = [new("customer", "acme"), new("customer", "other")] };

        var destination = table.Route(alert).Destinations[0];

        Assert.Equal(IncidentKey.Of("a", "web", "acme", null, "pay", "Warning"), destination.Incident);
        Assert.Equal<Tag>([new("project", "web"), new("tags.customer", "acme"), new("payload.data.kind", ""), new("labels.team", "pay"), new("severity", "Warning")], destination.Group);
        Assert.Equal<string>(["data.kind"], table.PayloadPaths);
    }

    [Fact]
    public void AutoResolveAfter_is_the_longest_of_the_channels()
    {
        var decision = Table(A with { AutoResolveAfter = TimeSpan.FromHours(3) }, B with { AutoResolveAfter = TimeSpan.FromHours(2) });

        Assert.Equal(TimeSpan.FromHours(3), decision.Route(Sample.Alert()).AutoResolveAfter);
    }

    [Fact]
    public void AutoResolveAfter_never_is_longest() =>
        Assert.Null(Table(A, B with { AutoResolveAfter = null }).Route(Sample.Alert()).AutoResolveAfter);

    [Fact]
    public void AutoResolveAfter_is_never_for_metric_alerts() =>
        Assert.Null(Table(A, B).Route(Sample.Alert() with { Resource = "metric_alert" }).AutoResolveAfter);

    [Fact]
    public void IntegrationByKey_finds_enabled_integrations_only()
    {
        var table = new RouteTable(Sample.Config([Sample.Private("on", "a"), Sample.Private("off", "a", enabled: false)], A), 1);

        Assert.Equal("on", table.IntegrationByKey(Sample.Key("on"))?.Id);
        Assert.Null(table.IntegrationByKey(Sample.Key("off")));
        Assert.Equal("off", table.Integration("off")?.Id);
    }

    [Theory]
    [InlineData("")]
    [InlineData("key-of-on")]
    [InlineData("key-of-on-0123456789x")]
    [InlineData("KEY-OF-ON-0123456789")]
    [InlineData("ключ")]
    public void IntegrationByKey_of_unknown_key_is_null(string key) =>
        Assert.Null(new RouteTable(Sample.Config([Sample.Private("on", "a")], A), 1).IntegrationByKey(key));

    [Fact]
    public void IntegrationByKey_of_an_overlong_key_is_null() =>
        Assert.Null(new RouteTable(Sample.Config([Sample.Private("on", "a")], A), 1).IntegrationByKey(new string('a', 100_000)));

    [Fact]
    public void Route_of_unknown_integration_goes_nowhere() => Assert.Empty(Shared().Route(Sample.Alert("gone")).Destinations);

    [Fact]
    public void Route_takes_an_alert_without_any_lists()
    {
        var table = new RouteTable(Sample.Config([Sample.Shared("org", ["a"], Sample.Route("r", true, "a") with { When = When("project == 'a' || tags.a == 'b' || payload.a == 1") })], A with { GroupBy = ["project", "tags.a"] }), 1);

        Assert.Equal("default", table.Route(Sample.Alert() with { Projects = default, Tags = default, Payload = default }).Destinations[0].Route);
    }

    [Fact]
    public void Unknown_ids_are_null()
    {
        var table = Shared();

        Assert.Null(table.Integration("x"));
        Assert.Null(table.Channel("x"));
        Assert.Null(table.Sink("x"));
        Assert.Equal(A, table.Channel("a"));
    }

    [Fact]
    public void Config_that_was_not_validated_throws() =>
        Assert.Throws<ArgumentException>(() => new RouteTable(Sample.Config([Sample.Private("web", "missing")], A), 1));

    [Fact]
    public void Trace_gives_every_route_its_verdict()
    {
        var table = Shared(
            Sample.Route("no", false, "a") with { When = When("environment == \"production\"") },
            Sample.Route("on", true, "a") with { Continue = true },
            Sample.Route("end", true, "b"),
            Sample.Route("late", true, "c"));

        var trace = table.Trace(Sample.Alert());

        Assert.Equal(
            [("no", true, false), ("on", true, true), ("end", true, true), ("late", false, true), ("default", false, true)],
            trace.Routes.Select(r => (r.Route, r.Reached, r.Matched)));
        var comparison = Assert.Single(trace.Routes[0].Comparisons);
        Assert.Equal(("environment == \"production\"", null, false), (comparison.Text, comparison.Values[0], comparison.Holds));
    }

    [Fact]
    public void Trace_reaches_the_default_when_no_route_matched() =>
        Assert.True(Shared(Sample.Route("no", false, "a")).Trace(Sample.Alert()).Routes[^1].Reached);

    [Fact]
    public void PayloadPaths_come_from_routes_sinks_and_groups()
    {
        var config = Sample.Config([Sample.Shared("org", ["a"], Sample.Route("r", true, "a") with { When = When("payload.b == 1 || payload.a == 1") })], A with { GroupBy = ["payload.c"] });
        var sink = new ConsoleSinkConfig { Id = "console", Events = [], Tests = true, When = When("payload.a == 2 && has(payload.d)") };

        Assert.Equal<string>(["a", "b", "c", "d"], new RouteTable(config with { Sinks = [sink] }, 1).PayloadPaths);
    }

    private static Condition When(string text) => ConditionCompiler.Compile(text).Condition!;

    private static RouteTable Shared(params RouteConfig[] routes) => new(Sample.Config([Sample.Shared("org", ["c"], routes)], A, B, C), 1);

    private static RouteTable Table(params ChannelConfig[] channels) =>
        new(Sample.Config([Sample.Shared("org", [.. channels.Select(c => c.Id)])], channels), 1);
}
