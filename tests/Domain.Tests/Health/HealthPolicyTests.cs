using System.Collections.Immutable;
using Router.Domain.Alerts;
using Router.Domain.Configuration;
using Router.Domain.Health;

namespace Router.Domain.Tests.Health;

public class HealthPolicyTests
{
    private static readonly HealthCause Disabled = new(HealthKind.SinkDisabled, "ops", "Sink ops is disabled");
    private static readonly HealthCause Store = new(HealthKind.StoreFailed, "", "The store could not commit");

    [Fact]
    public void New_causes_begin_and_gone_ones_end()
    {
        var alerts = HealthPolicy.Alerts(["config_refused", "sink_disabled.ops"], [Disabled, Store, Store], Alert.T0);

        Assert.Equal(
            [("_router|system|store_failed", AlertKind.Level, Severity.Critical), ("_router|system|config_refused", AlertKind.Resolve, Severity.Ok)],
            alerts.Select(a => (a.Issue.Value, a.Kind, a.Severity)));
    }

    [Fact]
    public void What_goes_on_is_not_repeated() => Assert.Empty(HealthPolicy.Alerts([Disabled.Key], [Disabled], Alert.T0));

    [Fact]
    public void Last_events_are_the_latest_of_any_process_and_only_of_integrations_in_the_config()
    {
        var config = Config(TimeSpan.FromHours(1));
        var none = ImmutableDictionary<string, DateTimeOffset>.Empty;

        Assert.Empty(HealthPolicy.LastEvents(none, none, config));
        var first = HealthPolicy.LastEvents(none, none.Add("web", Alert.At(600)).Add("other", Alert.At(1)), config);
        Assert.Equal([KeyValuePair.Create("web", Alert.At(600))], first);
        Assert.Equal(first, HealthPolicy.LastEvents(first, none.Add("web", Alert.At(599)), config));
    }

    [Fact]
    public void Silence_is_counted_from_the_last_webhook_or_from_when_it_was_first_asked_about()
    {
        var config = Config(TimeSpan.FromHours(1));
        var none = ImmutableDictionary<string, DateTimeOffset>.Empty;

        var first = HealthPolicy.Heard(none, none, config, Alert.T0);
        var heard = HealthPolicy.Heard(first, none.Add("web", Alert.At(600)).Add("other", Alert.At(1)), config, Alert.At(700));

        Assert.Equal(Alert.T0, first["web"]);
        Assert.Equal([KeyValuePair.Create("web", Alert.At(600))], heard);
        Assert.Single(HealthPolicy.Silent(first, config, Alert.At(3600)));
        Assert.Empty(HealthPolicy.Silent(heard, config, Alert.At(4199)));
        Assert.Equal("integration_silent.web", Assert.Single(HealthPolicy.Silent(heard, config, Alert.At(4200))).Key);
    }

    [Fact]
    public void Integration_without_silent_after_is_never_silent() =>
        Assert.Empty(HealthPolicy.Heard(ImmutableDictionary<string, DateTimeOffset>.Empty, ImmutableDictionary<string, DateTimeOffset>.Empty, Config(null), Alert.T0));

    private static RouterConfig Config(TimeSpan? silentAfter) =>
        new() { Integrations = [new() { Id = "web", Name = "web", Key = "0123456789abcdef", Channel = "ops", SilentAfter = silentAfter }] };
}
