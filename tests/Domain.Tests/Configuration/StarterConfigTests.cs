using Router.Domain.Configuration;
using Router.Domain.Routing;
using Router.Domain.Tests.Routing;

namespace Router.Domain.Tests.Configuration;

public class StarterConfigTests
{
    private static readonly StarterSecrets Secrets = new("web-key-0123456789", "websecret", "org-key-0123456789", "orgsecret");
    private static readonly Uri Schema = new("http://localhost:8080/schema/router.json");

    [Fact]
    public void Starter_config_is_valid_but_for_secrets_in_clear()
    {
        var result = ConfigDocument.Parse(StarterConfig.Render(Secrets, Schema), new FakeConfigValues());

        Assert.NotNull(result.Config);
        Assert.Equal(4, result.Diagnostics.Length);
        Assert.All(result.Diagnostics, d => Assert.Contains("written in clear", d.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void First_line_tells_editors_the_schema() =>
        Assert.StartsWith("# yaml-language-server: $schema=http://localhost:8080/schema/router.json\n", StarterConfig.Render(Secrets, Schema).ReplaceLineEndings("\n"), StringComparison.Ordinal);

    [Fact]
    public void Starter_config_routes()
    {
        var table = new RouteTable(ConfigDocument.Parse(StarterConfig.Render(Secrets, Schema), new FakeConfigValues()).Config!, 1);

        Assert.Equal("web", table.IntegrationByKey("web-key-0123456789")!.Channel);
        Assert.Equal(["orgsecret"], table.IntegrationByKey("org-key-0123456789")!.ClientSecrets.AsEnumerable());
        Assert.Equal("web", table.Route(Sample.Alert(project: "shop")).Destinations[0].Channel);
        Assert.Equal("triage", table.Route(Sample.Alert(project: "other")).Destinations[0].Channel);
    }

    [Fact]
    public void Sinks_in_the_comments_are_valid_too()
    {
        var text = StarterConfig.Render(Secrets, Schema).Replace("  # - {", "  - {", StringComparison.Ordinal);
        var values = new FakeConfigValues();
        foreach (var (name, value) in new[] { ("OPS_SECRET", "whsec_" + Convert.ToBase64String(new byte[32])), ("PAGERDUTY_KEY", new string('a', 32)), ("FLASHDUTY_KEY", "k"), ("SLACK_WEBHOOK", "https://hooks.example/x") })
            values.Variables[name] = value;

        var result = ConfigDocument.Parse(text, values);

        Assert.DoesNotContain(result.Diagnostics, d => d.IsError);
        Assert.Equal(["console", "webhook", "pagerduty", "flashduty", "slack"], result.Config!.Sinks.Select(s => s.Type));
    }
}
