using Router.Domain.Alerts;
using Router.Domain.Configuration;
using Router.Domain.Incidents;
using Router.Domain.Issues;
using Router.Domain.Routing;

namespace Router.Domain.Tests.Routing;

public class AlertRuleActionTests
{
    private static readonly RouteTable Table = new(
        Sample.Config(
            [Sample.Shared("org", ["c"], Sample.Route("all", true, "a") with { SetSeverity = Severity.Info }), Sample.Private("web", "b")],
            Sample.Channel("a"),
            Sample.Channel("b") with { AutoResolveAfter = TimeSpan.FromHours(2) },
            Sample.Channel("c")),
        version: 1);

    [Fact]
    public void Chosen_channel_overrides_the_routes()
    {
        var alert = Sample.Alert() with { Settings = new("b", Severity.Critical) };

        var decision = Table.Route(alert);

        var destination = Assert.Single(decision.Destinations);
        Assert.Equal(("b", "alert_rule_action", Severity.Critical), (destination.Channel, destination.Route, destination.Severity));
        Assert.Equal(IncidentKey.Of("b", alert.Issue.Value), destination.Incident);
        Assert.Equal(TimeSpan.FromHours(2), decision.AutoResolveAfter);
    }

    [Fact]
    public void Chosen_severity_alone_overrides_the_severity_of_the_routes()
    {
        var destination = Assert.Single(Table.Route(Sample.Alert() with { Settings = new(null, Severity.Critical) }).Destinations);

        Assert.Equal(("a", "all", Severity.Critical), (destination.Channel, destination.Route, destination.Severity));
    }

    [Theory]
    [InlineData("org", "b", OverrideReason.AlertRuleAction, "b", false)]
    [InlineData("org", "gone", OverrideReason.ChannelUnknown, "a", true)]
    [InlineData("web", "b", OverrideReason.AlertRuleAction, "b", false)]
    [InlineData("web", "a", OverrideReason.ChannelOutOfReach, "b", true)]
    public void Trace_names_what_became_of_the_choice(string integration, string channel, OverrideReason reason, string reached, bool routesReached)
    {
        var alert = Sample.Alert(integration) with { Settings = new(channel, null) };

        var trace = Table.Trace(alert);

        Assert.Equal(new RouteOverride(channel, null, reason), trace.Override);
        Assert.Equal(routesReached, trace.Routes.Any(r => r.Reached));
        Assert.Equal(reached, Assert.Single(Table.Route(alert).Destinations).Channel);
    }

    [Fact]
    public void Alert_without_settings_has_no_override() => Assert.Null(Table.Trace(Sample.Alert()).Override);

    [Fact]
    public void Resolve_goes_where_the_form_sent_the_trigger()
    {
        var trigger = Sample.Alert() with { Settings = new("b", Severity.Critical) };
        var resolve = Sample.Alert() with { Kind = AlertKind.Resolve, Resource = "issue", Action = "resolved", Severity = Severity.Ok };
        var opened = IssuePolicy.Decide(new(), IssueInput.Webhook(trigger, Table.Route(trigger)), Sample.Now).State;

        var resolved = IssuePolicy.Decide(opened, IssueInput.Webhook(resolve, Table.Route(resolve)), Sample.Now).State;

        Assert.Equal([("b", IssueChange.Opened), ("b", IssueChange.Resolved)], resolved.Outbox.Select(r => (r.Destination.Channel, r.Change)));
    }
}
