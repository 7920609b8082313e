using Router.Domain.Configuration;

namespace Router.Domain.Tests.Configuration;

public class SystemConfigTests
{
    private const string Document = """
        integrations:
          - id: web
            key: "0123456789abcdef"
            clientSecrets: [s]
            channel: ops
            silentAfter: 7d
            sentry: { url: "https://sentry.example/", organization: acme, token: sntrys-token-in-clear }
          - { id: calm, key: "0123456789abcdeg", clientSecrets: [s], channel: ops, silentAfter: never, sentry: { organization: "4", token: "${env:TOKEN}" } }
        channels: [{ id: ops, sinks: [console] }, { id: health, sinks: [console] }]
        sinks: [{ id: console, type: console }]
        system: { channel: health, heartbeat: { url: "https://beats.example/ping/a-secret-uuid", every: 30s } }
        """;

    [Fact]
    public void Whole_document_is_read()
    {
        var config = Read(Document).Config!;

        Assert.Equal(("health", TimeSpan.FromSeconds(30)), (config.System!.Channel, config.System.Heartbeat!.Every));
        var (web, calm) = (config.Integrations[0], config.Integrations[1]);
        Assert.Equal((TimeSpan.FromDays(7), "acme", "sntrys-token-in-clear"), (web.SilentAfter, web.Sentry!.Organization, web.Sentry.Token));
        Assert.Equal((null, "https://sentry.io/", "from the environment"), (calm.SilentAfter, calm.Sentry!.Url.AbsoluteUri, calm.Sentry.Token));
    }

    [Fact]
    public void Defaults_are_a_minute_and_nothing()
    {
        var config = Read("system: { heartbeat: { url: \"${env:TOKEN}\" } }".Replace("${env:TOKEN}", "https://beats.example", StringComparison.Ordinal)).Config!;

        Assert.Equal((null, TimeSpan.FromMinutes(1)), (config.System!.Channel, config.System.Heartbeat!.Every));
        Assert.Null(Read("channels: []").Config!.System);
    }

    [Fact]
    public void System_channel_is_in_use() => Assert.DoesNotContain(Read(Document).Diagnostics, d => d.Message.Contains("no integration routes", StringComparison.Ordinal));

    [Theory]
    [InlineData("system: {}", "system", "nothing is told")]
    [InlineData("integrations: [{ id: a, key: 0123456789abcdef, clientSecrets: [s], channel: c, silentAfter: 1d }]\nchannels: [{ id: c }]", "document", "silentAfter of integration a tells nobody: there is no system channel")]
    [InlineData("integrations: [{ id: a, key: 0123456789abcdef, clientSecrets: [s], channel: c, sentry: { url: 'http://sentry.example', organization: acme, token: t } }]\nchannels: [{ id: c }]", "integrations[0].sentry.url", "without https")]
    public void What_has_no_use_is_warned_of(string text, string path, string message) =>
        Assert.Contains(Read(text).Diagnostics, d => !d.IsError && d.Path == path && d.Message.Contains(message, StringComparison.Ordinal));

    [Fact]
    public void Token_and_heartbeat_are_hidden_and_put_back()
    {
        var hidden = ConfigSecrets.Hide(Document);

        Assert.DoesNotContain("token-in-clear", hidden, StringComparison.Ordinal);
        Assert.DoesNotContain("a-secret-uuid", hidden, StringComparison.Ordinal);
        Assert.Contains("${env:TOKEN}", hidden, StringComparison.Ordinal);
        var restored = ConfigSecrets.Restore(hidden, Document);
        Assert.Empty(restored.Errors);
        Assert.Equal(Document.Replace("\"", "", StringComparison.Ordinal), restored.Text.Replace("\"", "", StringComparison.Ordinal));
    }

    [Fact]
    public void Records_show_no_secret()
    {
        var config = Read(Document).Config!;

        Assert.DoesNotContain("token", $"{config.Integrations[0].Sentry}", StringComparison.Ordinal);
        Assert.DoesNotContain("secret", $"{config.System!.Heartbeat}", StringComparison.Ordinal);
    }

    private static ConfigResult Read(string text) => ConfigDocument.Parse(text, new FakeConfigValues { Variables = { ["TOKEN"] = "from the environment" } });
}
