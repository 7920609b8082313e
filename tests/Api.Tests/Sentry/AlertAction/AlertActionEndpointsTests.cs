using System.Net;
using System.Text.RegularExpressions;
using Router.Domain.Alerts;
using static Router.Api.Tests.Sentry.SentryBodies;

namespace Router.Api.Tests.Sentry.AlertAction;

public sealed partial class AlertActionEndpointsTests
{
    [Fact]
    public async Task Schema_is_what_sentry_takes()
    {
        await using var server = await AlertActionServer.StartAsync();

        var (status, json) = await server.GetAsync("/sentry/org/schema", secret: null);

        Assert.Equal(HttpStatusCode.OK, status);
        var element = Assert.Single(json["elements"]!.AsArray())!;
        var settings = element["settings"]!;
        Assert.Equal(("alert-rule-action", "alert-rule-settings", "/sentry/org/alert-rule"), (element["type"]!.ToString(), settings["type"]!.ToString(), settings["uri"]!.ToString()));
        Assert.InRange(settings["description"]!.ToString().Length, 1, 140);
        var channel = Assert.Single(settings["required_fields"]!.AsArray())!;
        Assert.Equal(("select", "channel", "/sentry/org/options/channels"), (channel["type"]!.ToString(), channel["name"]!.ToString(), channel["uri"]!.ToString()));
        Assert.Null(channel["options"]);
        var severity = Assert.Single(settings["optional_fields"]!.AsArray())!;
        Assert.Equal("[[\"Critical\",\"Critical\"],[\"Warning\",\"Warning\"],[\"Info\",\"Info\"]]", severity["options"]!.ToJsonString());
        Assert.Null(severity["uri"]);
        Assert.All([settings["uri"]!.ToString(), channel["uri"]!.ToString()], uri => Assert.Matches(SentryUri(), uri));
    }

    [Fact]
    public async Task Schema_keeps_the_path_of_the_public_url()
    {
        await using var server = await AlertActionServer.StartAsync("https://tools.example/router/");

        Assert.Contains("\"/router/sentry/web/alert-rule\"", (await server.GetAsync("/sentry/web/schema", secret: null)).Json.ToJsonString());
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("off")]
    public async Task Unknown_or_disabled_integration_is_404(string integration)
    {
        await using var server = await AlertActionServer.StartAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await server.GetAsync($"/sentry/{integration}/schema")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await server.GetAsync($"/sentry/{integration}/options/channels")).Status);
        var save = await server.SaveAsync(integration, "[]");
        Assert.Equal(HttpStatusCode.NotFound, save.Status);
        Assert.Contains("no such integration", save.Json["message"]!.ToString());
    }

    [Theory]
    [InlineData("org", "", "[{\"label\":\"Payments (payments)\",\"value\":\"payments\"},{\"label\":\"triage\",\"value\":\"triage\"},{\"label\":\"Web (web)\",\"value\":\"web\"}]")]
    [InlineData("org", "?installationId=7a48&projectSlug=shop&query=PAY", "[{\"label\":\"Payments (payments)\",\"value\":\"payments\"}]")]
    [InlineData("org", "?query=nothing", "[]")]
    [InlineData("web", "?installationId=7a48", "[{\"label\":\"Web (web)\",\"value\":\"web\",\"default\":true}]")]
    public async Task Options_are_the_channels_within_reach(string integration, string query, string expected)
    {
        await using var server = await AlertActionServer.StartAsync();

        var (status, json) = await server.GetAsync($"/sentry/{integration}/options/channels{query}");

        Assert.Equal((HttpStatusCode.OK, expected), (status, json.ToJsonString()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("another secret")]
    public async Task Calls_without_the_right_signature_are_refused_and_kept(string? secret)
    {
        await using var server = await AlertActionServer.StartAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, (await server.GetAsync("/sentry/org/options/channels", secret)).Status);
        var save = await server.SaveAsync("org", """[{"name":"channel","value":"payments"}]""", secret);

        Assert.Equal(HttpStatusCode.Unauthorized, save.Status);
        Assert.Contains("router secret set org", save.Json["message"]!.ToString());
        Assert.Equal([401, 401], server.Rejected.Latest().Select(r => r.Status));
    }

    [Theory]
    [InlineData("org", """[{"name":"channel","value":"payments"}]""", 200, "This alert goes to channel Payments.")]
    [InlineData("org", """[{"name":"channel","value":"payments"},{"name":"severity","value":"critical"}]""", 200, "This alert goes to channel Payments with severity Critical.")]
    [InlineData("org", """[{"name":"channel","value":"payments"},{"name":"severity","value":null},{"name":"userId","value":1}]""", 200, "This alert goes to channel Payments.")]
    [InlineData("web", """[{"name":"channel","value":"web"}]""", 200, "This alert goes to channel Web.")]
    [InlineData("web", """[{"name":"channel","value":"payments"}]""", 400, "'Web team' may only reach channel 'web', not 'payments'. Choose that one.")]
    [InlineData("org", """[{"name":"channel","value":"gone"}]""", 400, "There is no channel 'gone' at the router (any more). Choose another.")]
    [InlineData("org", """[{"name":"channel","value":"payments"},{"name":"severity","value":"fatal"}]""", 400, "'fatal' is no severity. Choose Critical, Warning or Info, or leave it empty.")]
    [InlineData("org", """[{"name":"severity","value":"Info"},null]""", 400, "Choose a channel.")]
    [InlineData("org", "[]", 400, "Choose a channel.")]
    [InlineData("org", "7", 400, "The router could not read the settings: a JSON object with a list of fields is expected.")]
    public async Task Save_says_what_will_happen_or_why_not(string integration, string fields, int status, string message)
    {
        await using var server = await AlertActionServer.StartAsync();

        var save = await server.SaveAsync(integration, fields);

        Assert.Equal((status, message), ((int)save.Status, save.Json["message"]!.ToString()));
    }

    [Fact]
    public async Task Save_with_a_huge_body_is_refused()
    {
        await using var server = await AlertActionServer.StartAsync();

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await server.PostAsync("/sentry/org/alert-rule", new string(' ', 65 * 1024))).Status);
    }

    [Theory]
    [InlineData("org", "payments", "Critical", "payments", "alert_rule_action", Severity.Critical)]
    [InlineData("org", "payments", null, "payments", "alert_rule_action", Severity.Warning)]
    [InlineData("org", "gone", "Info", "triage", "default", Severity.Info)]
    [InlineData("web", "payments", null, "web", "channel", Severity.Warning)]
    public async Task Issue_alert_goes_where_the_form_said(string integration, string channel, string? severity, string reached, string route, Severity shown)
    {
        await using var server = await AlertActionServer.StartAsync();
        var settings = $$"""[{"name":"channel","value":"{{channel}}"},{"name":"severity","value":{{(severity is null ? "null" : $"\"{severity}\"")}}}]""";

        await server.WebhookAsync(integration, "event_alert", EventAlert.With("data.issue_alert.settings", settings));

        var destination = Assert.Single(Assert.Single(server.Issues.Taken).Route.Destinations);
        Assert.Equal((reached, route, shown), (destination.Channel, destination.Route, destination.Severity));
    }

    [GeneratedRegex("^/(?!/)[^@]*$")]
    private static partial Regex SentryUri();
}
