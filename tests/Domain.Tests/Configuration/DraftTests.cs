using Router.Domain.Configuration;

namespace Router.Domain.Tests.Configuration;

public class DraftTests
{
    [Fact]
    public void A_reference_stands_for_a_secret_or_a_url_without_being_read()
    {
        var result = ConfigDocument.ParseDraft("""
            integrations:
              - { id: a, key: "${env:PATH}", clientSecrets: ["${file:/etc/hostname}"], channel: c }
              - { id: b, key: "${env:HOME}", clientSecrets: ["${env:NONE}"], channel: c }
            channels: [{ id: c, sinks: [hook, pd, chat] }]
            sinks:
              - { id: hook, type: webhook, url: "${env:URL}", secret: "${env:SECRET}" }
              - { id: pd, type: pagerduty, routingKey: "${env:PD}" }
              - { id: chat, type: slack, webhookUrl: "${env:SLACK}" }
            """, Alert.T0);

        Assert.Empty(result.Diagnostics);
        Assert.StartsWith("draft-", result.Config!.Integrations[0].Key, StringComparison.Ordinal);
        Assert.NotEqual(result.Config.Integrations[0].Key, result.Config.Integrations[1].Key);
    }

    [Theory]
    [InlineData("channels: [{ id: c, name: '${env:PATH}' }]", "channels[0].name")]
    [InlineData("channels: [{ id: '${env:PATH}' }]", "channels[0].id")]
    [InlineData("channels: [{ id: c, delay: '${env:PATH}' }]", "channels[0].delay")]
    [InlineData("sinks: [{ id: s, type: console, when: 'title == \"${env:PATH}\"' }]", "sinks[0].when")]
    [InlineData("silences: [{ id: s, until: 2027-01-01T00:00:00Z, when: 'title == \"${file:/etc/passwd}\"' }]", "silences[0].when")]
    public void A_reference_elsewhere_is_an_error(string text, string path)
    {
        var result = ConfigDocument.ParseDraft(text, Alert.T0);

        Assert.Null(result.Config);
        Assert.Contains(result.Diagnostics, d => d.IsError && d.Path == path && d.Message.Contains("not read here", StringComparison.Ordinal));
    }
}
