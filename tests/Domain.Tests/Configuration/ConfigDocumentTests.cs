using Router.Domain.Alerts;
using Router.Domain.Configuration;
using Router.Domain.Delivery;

namespace Router.Domain.Tests.Configuration;

public class ConfigDocumentTests
{
    private const string Everything = """
        integrations:
          - id: web
            name: Web team
            key: ${env:WEB_KEY}
            clientSecrets: ["${env:SECRET_A}", "x-${file:secret.txt}-$${y}"]
            channel: payments
            enabled: false
            severityFrom: level
            rateLimit: 600/1m
            unsigned: false
          - id: org
            key: ${env:ORG_KEY}
            unsigned: true
            routes:
              - name: pay
                when: project == "payments" && payload.a.b > 3
                channels: [payments, triage]
                continue: true
                set: { severity: Info, labels: { team: payments, tier: "1" } }
              - name: rest
                channels: [triage]
                when: severity < "Critical"
            default: [triage]
            lifecycle: { created: trigger, unresolved: ignore, assigned: ignore, archived: ignore }
        channels:
          - id: payments
            name: Payments
            groupBy: [project, tags.customer, 'tags["browser.name"]']
            groupWindow: 2h
            updateEvery: 500ms
            reopenWithin: 0s
            delay: 90s
            autoResolveAfter: 7d
            sinks: [ops, console]
          - { id: triage, sinks: [pd, fd, chat], autoResolveAfter: never }
        sinks:
          - { id: console, type: console, events: [triggered, updated], tests: false }
          - { id: ops, type: webhook, url: "http://127.0.0.1:9/hook", secret: "${env:HOOK_SECRET}", when: 'severity == "Critical"', allowPrivate: true }
          - { id: pd, type: pagerduty, routingKey: "${env:PD}" }
          - { id: fd, type: flashduty, integrationKey: "${env:FD}", url: "https://other.example/x" }
          - { id: chat, type: slack, webhookUrl: "${env:SLACK}" }
        """;

    [Fact]
    public void Every_key_is_read()
    {
        var result = Parse(Everything);

        Assert.DoesNotContain(result.Diagnostics, d => d.IsError);
        var (web, org) = (result.Config!.Integrations[0], result.Config.Integrations[1]);
        Assert.Equal(("web", "Web team", "web-key-0123456789", "payments", false, SeverityFrom.Level, false), (web.Id, web.Name, web.Key, web.Channel, web.Enabled, web.SeverityFrom, web.Unsigned));
        Assert.Equal(["secret-a", "x-from file-${y}"], web.ClientSecrets.AsEnumerable());
        Assert.Equal(new RateLimitConfig(600, TimeSpan.FromMinutes(1)), web.RateLimit);
        Assert.Equal(new LifecycleConfig(), web.Lifecycle);
        Assert.Equal(("org", null, true, true), (org.Name, org.Channel, org.Unsigned, org.Enabled));
        Assert.Equal(["triage"], org.Default.AsEnumerable());
        Assert.Equal(new() { CreatedTriggers = true, UnresolvedReopens = false, AssignedAcknowledges = false, ArchivedSuppresses = false }, org.Lifecycle);
        var pay = org.Routes[0];
        Assert.Equal(("pay", true, Severity.Info), (pay.Name, pay.Continue, pay.SetSeverity));
        Assert.Equal(["payments", "triage"], pay.Channels.AsEnumerable());
        Assert.Equal([new Tag("team", "payments"), new("tier", "1")], pay.SetLabels.AsEnumerable());
        Assert.Equal(["a.b"], pay.When!.PayloadPaths.AsEnumerable());
        Assert.Equal((false, null), (org.Routes[1].Continue, org.Routes[1].SetSeverity));
    }

    [Fact]
    public void Channels_are_read_with_their_defaults()
    {
        var channels = Parse(Everything).Config!.Channels;

        Assert.Equal("Payments", channels[0].Name);
        Assert.Equal(["project", "tags.customer", "tags[\"browser.name\"]"], channels[0].GroupBy.AsEnumerable());
        Assert.Equal(
            (TimeSpan.FromHours(2), TimeSpan.FromMilliseconds(500), TimeSpan.Zero, TimeSpan.FromSeconds(90), TimeSpan.FromDays(7)),
            (channels[0].GroupWindow, channels[0].UpdateEvery, channels[0].ReopenWithin, channels[0].Delay, channels[0].AutoResolveAfter));
        Assert.Equal(["ops", "console"], channels[0].Sinks.AsEnumerable());
        Assert.Equal("triage", channels[1].Name);
        Assert.Equal(
            (TimeSpan.FromHours(1), TimeSpan.FromMinutes(5), TimeSpan.FromHours(1), TimeSpan.Zero, null),
            (channels[1].GroupWindow, channels[1].UpdateEvery, channels[1].ReopenWithin, channels[1].Delay, channels[1].AutoResolveAfter));
    }

    [Fact]
    public void Sinks_are_read_with_their_defaults()
    {
        var sinks = Parse(Everything).Config!.Sinks;

        Assert.Equal([NotificationType.Triggered, NotificationType.Updated], sinks[0].Events.Order());
        Assert.False(sinks[0].Tests);
        var webhook = Assert.IsType<WebhookSinkConfig>(sinks[1]);
        Assert.Equal(("http://127.0.0.1:9/hook", true, true), (webhook.Url.ToString(), webhook.AllowPrivate, webhook.Tests));
        Assert.StartsWith("whsec_", webhook.Secret, StringComparison.Ordinal);
        Assert.Equal("severity == \"Critical\"", webhook.When!.Text);
        Assert.Equal(6, webhook.Events.Count);
        var pagerDuty = Assert.IsType<PagerDutySinkConfig>(sinks[2]);
        Assert.Equal((new string('p', 32), "https://events.pagerduty.com/v2/enqueue", false), (pagerDuty.RoutingKey, pagerDuty.Url.ToString(), pagerDuty.Tests));
        Assert.DoesNotContain(NotificationType.Updated, pagerDuty.Events);
        Assert.DoesNotContain(NotificationType.Test, webhook.Events);
        var flashduty = Assert.IsType<FlashdutySinkConfig>(sinks[3]);
        Assert.Equal(("fd-key", "https://other.example/x", true), (flashduty.IntegrationKey, flashduty.Url.ToString(), flashduty.Tests));
        Assert.Equal("https://hooks.example/secret-path", Assert.IsType<SlackSinkConfig>(sinks[4]).Url.ToString());
    }

    [Fact]
    public void Vendor_defaults_are_those_of_the_vendors()
    {
        var sinks = Parse(Everything.Replace(", url: \"https://other.example/x\"", "", StringComparison.Ordinal)).Config!.Sinks;

        Assert.Equal("https://api.flashcat.cloud/event/push/alert/standard", Assert.IsType<FlashdutySinkConfig>(sinks[3]).Url.ToString());
    }

    [Fact]
    public void Slack_url_replaces_webhookUrl() =>
        Assert.Equal("https://x.example/", Assert.IsType<SlackSinkConfig>(Parse(Everything.Replace("webhookUrl: \"${env:SLACK}\"", "webhookUrl: \"${env:SLACK}\", url: \"https://x.example/\"", StringComparison.Ordinal)).Config!.Sinks[4]).Url.ToString());

    [Fact]
    public void Byte_order_mark_and_windows_line_ends_are_taken() =>
        Assert.NotNull(Parse("\uFEFF" + Everything.ReplaceLineEndings("\r\n")).Config);

    [Fact]
    public void Json_is_taken() =>
        Assert.NotNull(Parse("""{"integrations":[{"id":"a","key":"${env:WEB_KEY}","unsigned":true,"channel":"c"}],"channels":[{"id":"c","sinks":["s"]}],"sinks":[{"id":"s","type":"console"}]}""").Config);

    [Fact]
    public void ToString_of_the_config_shows_no_secret()
    {
        var config = Parse(Everything).Config!;
        var text = string.Join("\n", [config.ToString(), .. config.Integrations.Select(i => i.ToString()), .. config.Sinks.Select(s => s.ToString())]);

        Assert.All(Values().Variables.Values.Where(v => v.Length > 0), secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
    }

    [Fact]
    public void Diagnostic_prints_file_line_path_and_message()
    {
        var result = Parse(Everything.Replace("severity < \"Critical\"", "severity < \"critical\"", StringComparison.Ordinal));

        var error = Assert.Single(result.Diagnostics, d => d.IsError);
        Assert.Equal("router.yaml:22: integrations[1].routes[1].when: severity is never \"critical\"; did you mean \"Critical\"? (at character 12)", error.ToString("router.yaml"));
        Assert.Equal(26, error.Column);
        Assert.Null(result.Config);
    }

    [Fact]
    public void Warning_says_that_it_is_one() =>
        Assert.Equal("f:3: sinks[0]: warning: odd", new ConfigDiagnostic(ConfigDiagnosticLevel.Warning, 3, 1, "sinks[0]", "odd").ToString("f"));

    internal static ConfigResult Parse(string text) => ConfigDocument.Parse(text, Values());

    internal static FakeConfigValues Values()
    {
        var values = new FakeConfigValues();
        values.Variables["WEB_KEY"] = "web-key-0123456789";
        values.Variables["ORG_KEY"] = "org-key-0123456789";
        values.Variables["SECRET_A"] = "secret-a";
        values.Variables["HOOK_SECRET"] = "whsec_" + Convert.ToBase64String(new byte[24]);
        values.Variables["PD"] = new('p', 32);
        values.Variables["FD"] = "fd-key";
        values.Variables["SLACK"] = "https://hooks.example/secret-path";
        values.Variables["EMPTY"] = "";
        values.Variables["ODD"] = "0DD-VALUE!";
        values.Files["secret.txt"] = "from file\r\n";
        return values;
    }
}
