using Router.Domain.Alerts;
using static Router.Api.Tests.Sentry.SentryBodies;

namespace Router.Api.Tests.Sentry;

public sealed class SentryDecoderSettingsTests
{
    private const string Installation = "5a5a5a5a-0000-4000-8000-5a5a5a5a5a5a";

    [Theory]
    [InlineData("""[{"name":"channel","value":"payments"},{"name":"severity","value":"Critical","label":"Critical"}]""", "payments", Severity.Critical)]
    [InlineData("""[{"name":"severity","value":"info"}]""", null, Severity.Info)]
    [InlineData("""[{"name":"channel","value":" payments "},{"name":"severity","value":"Ok"}]""", "payments", null)]
    [InlineData("""[7,null,{"value":"x"},{"name":"channel"},{"name":"channel","value":3},{"name":"channel","value":"first"},{"name":"channel","value":"second"}]""", "first", null)]
    public void Event_and_activity_alerts_bring_their_settings(string settings, string? channel, Severity? severity)
    {
        var expected = new ActionSettings(channel, severity);

        Assert.Equal(expected, Decode.Event("event_alert", EventAlert.With("data.issue_alert.settings", settings)).Settings);
        Assert.Equal(expected, Decode.Event("activity_alert", ActivityAlert.With("data.alert.settings", settings)).Settings);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""[{"name":"title","value":"x"}]""")]
    [InlineData("""[{"name":"channel","value":""},{"name":"severity","value":"loud"}]""")]
    [InlineData("""[{"name":"channel","value":"\ud800"}]""")]
    [InlineData("""[{"\ud800":"channel","value":"x"}]""")]
    public void Without_a_setting_of_ours_there_are_none(string settings) =>
        Assert.Null(Decode.Event("event_alert", EventAlert.Replace("""[{"name": "channel", "value": "#ops"}]""", settings, StringComparison.Ordinal)).Settings);

    [Fact]
    public void Settings_that_are_no_list_are_malformed() =>
        Assert.Equal("data.issue_alert.settings", Decode.Malformed("event_alert", EventAlert.With("data.issue_alert.settings", "{}")).Field);

    [Theory]
    [InlineData("critical", "urgent", Severity.Critical)]
    [InlineData("warning", "calm", Severity.Info)]
    public void Metric_alert_brings_the_settings_of_its_threshold_and_installation(string action, string channel, Severity severity)
    {
        var triggers = $$"""
            [{"label":"critical","actions":[
               {"type":"email","settings":[{"name":"channel","value":"no"}]},
               {"type":"sentry_app","sentry_app_installation_uuid":"another","settings":[{"name":"channel","value":"no"}]},
               {"type":"sentry_app","sentry_app_installation_uuid":"{{Installation}}","settings":[{"name":"channel","value":"urgent"},{"name":"severity","value":"Critical"}]}]},
             {"label":"warning","actions":[{"type":"sentry_app","sentry_app_installation_uuid":"{{Installation}}","settings":[{"name":"channel","value":"calm"},{"name":"severity","value":"Info"}]}]}]
            """;
        var body = MetricAlert.With("data.metric_alert.alert_rule.triggers", triggers).With("action", $"\"{action}\"");

        Assert.Equal(new ActionSettings(channel, severity), Decode.Event("metric_alert", body).Settings);
    }

    [Fact]
    public void Resolve_of_a_metric_alert_brings_none() =>
        Assert.Null(Decode.Event("metric_alert", MetricAlert.With("action", "\"resolved\"")).Settings);
}
