using Router.Domain.Configuration;

namespace Router.Domain.Tests.Configuration;

public class ConfigTextIntegrationTests
{
    private const string Document = """
        # first
        integrations:
          - id: web   # permanent
            key: "key-of-web-000000000001"   # of the URL
            clientSecrets: ["old"]   # paste here
            channel: web
            # severityFrom: level

        # what follows
        channels:
          - { id: web, sinks: [console] }
        sinks:
          - { id: console, type: console }

        """;

    private static readonly NewIntegration Private = new() { Id = "shop", Name = "The shop: 2", Key = "key-of-shop-000000000001", ClientSecret = "a\"]b", Channel = "web" };

    [Fact]
    public void New_integration_stands_after_the_last_and_its_comments_and_the_rest_stays()
    {
        const string Added = """
              - id: shop
                name: "The shop: 2"
                key: key-of-shop-000000000001
                clientSecrets:
                  - "a\"]b"
                channel: web

            """;
        Assert.Equal(Document.Replace("    # severityFrom: level\n", "    # severityFrom: level\n" + Added, StringComparison.Ordinal), ConfigText.WithIntegration(Document, Private));
    }

    [Theory]
    [InlineData("")]
    [InlineData("integrations:\n")]
    [InlineData("integrations: []   # none\n")]
    [InlineData("integrations:\n- { id: web, key: key-of-web-000000000001, clientSecrets: [a], channel: web }\n")]
    public void New_integration_is_read_as_it_was_given_wherever_the_others_stand(string before)
    {
        const string After = "channels: [ { id: web, sinks: [console] } ]\nsinks:\n  - { id: console, type: console }";
        foreach (var (text, newLine) in ((string, string)[])[(before + After, "\n"), ((before + After).Replace("\n", "\r\n", StringComparison.Ordinal), "\r\n")])
        {
            var edited = ConfigText.WithIntegration(text, Private with { Channel = null, Default = ["web"] });

            var config = ConfigDocument.Parse(edited!, new FakeConfigValues()).Config!;
            var added = config.Integrations[^1];
            Assert.Equal(("shop", "The shop: 2", "key-of-shop-000000000001", "a\"]b", null, "web"), (added.Id, added.Name, added.Key, added.ClientSecrets[0], added.Channel, added.Default[0]));
            Assert.Equal(before.Contains("web", StringComparison.Ordinal) ? 2 : 1, config.Integrations.Length);
            Assert.Equal(edited!.Split('\n').Length, edited!.Split(newLine).Length);
        }
    }

    [Fact]
    public void Braces_around_all_are_left_alone() =>
        Assert.Null(ConfigText.WithIntegration("{ channels: [ { id: web, sinks: [console] } ], sinks: [ { id: console, type: console } ] }", Private));

    [Fact]
    public void Key_is_replaced_and_its_comment_stays() =>
        Assert.Equal(Document.Replace("key-of-web-000000000001", "another-key-0000000001", StringComparison.Ordinal), ConfigText.WithKey(Document, "web", "another-key-0000000001"));

    [Fact]
    public void Key_that_is_a_reference_is_left_alone() =>
        Assert.Null(ConfigText.WithKey(Document.Replace("key-of-web-000000000001", "${env:KEY}", StringComparison.Ordinal), "web", "another-key-0000000001"));

    [Fact]
    public void Integration_is_disabled_after_its_id_and_enabled_where_that_stands()
    {
        var disabled = ConfigText.WithEnabled(Document, "web", false);

        Assert.Equal(Document.Replace("# permanent\n", "# permanent\n    enabled: false\n", StringComparison.Ordinal), disabled);
        Assert.Equal(disabled!.Replace("enabled: false", "enabled: true", StringComparison.Ordinal), ConfigText.WithEnabled(disabled, "web", true));
        Assert.Equal("integrations: [ { id: web, enabled: false, channel: web } ]", ConfigText.WithEnabled("integrations: [ { id: web, channel: web } ]", "web", false));
    }

    [Theory]
    [InlineData("[\"old\"]   # paste here", "[\"old\", \"new\"]   # paste here", "[\"new\"]   # paste here")]
    [InlineData("[ 'a,b', \"old\" ]", "[ 'a,b', \"old\", \"new\" ]", "[ \"old\", \"new\" ]")]
    [InlineData("\n      - ${env:OLD} # the old one\n        # as Sentry shows it", "\n      - ${env:OLD} # the old one\n        # as Sentry shows it\n      - \"new\"", "\n        # as Sentry shows it\n      - \"new\"")]
    public void Second_secret_stands_beside_the_first_which_can_be_taken_out(string secrets, string both, string last)
    {
        var text = Document.Replace("[\"old\"]   # paste here", secrets, StringComparison.Ordinal);

        var added = ConfigText.WithSecondClientSecret(text, "web", "new");

        Assert.Equal(text.Replace(secrets, both, StringComparison.Ordinal), added);
        Assert.Equal(text.Replace(secrets, last, StringComparison.Ordinal), ConfigText.WithoutClientSecret(added!, "web", 0));
    }

    [Fact]
    public void Last_secret_is_not_taken_out() => Assert.Null(ConfigText.WithoutClientSecret(Document, "web", 0));
}
