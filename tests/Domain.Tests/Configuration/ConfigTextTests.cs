using Router.Domain.Configuration;

namespace Router.Domain.Tests.Configuration;

public class ConfigTextTests
{
    private const string Flow = """
        # first
        integrations:
          - id: web
            clientSecrets: ["old", "older"]   # paste here
            channel: web
          - id: org
            clientSecrets: ["keep"]
        """;

    [Fact]
    public void A_flow_list_is_replaced_and_the_rest_stays()
    {
        var edited = ConfigText.WithClientSecret(Flow, "web", "new");
        Assert.Equal(Flow.Replace("""["old", "older"]""", """["new"]""", StringComparison.Ordinal), edited);
    }

    [Fact]
    public void The_only_value_of_a_block_list_is_replaced()
    {
        const string Block = "integrations:\n- id: web\n  clientSecrets:\n    - old # why\n  channel: web\n";
        Assert.Equal(Block.Replace("- old", "- \"new\"", StringComparison.Ordinal), ConfigText.WithClientSecret(Block, "web", "new"));
    }

    [Theory]
    [InlineData("integrations:\n- id: web\n  clientSecrets: [\"${env:SECRET}\"]\n")]
    [InlineData("integrations:\n- id: web\n")]
    [InlineData("integrations:\n- id: other\n  clientSecrets: [a]\n")]
    [InlineData("integrations: [")]
    [InlineData("")]
    public void What_is_not_a_plain_value_is_left_alone(string text) => Assert.Null(ConfigText.WithClientSecret(text, "web", "new"));

    [Fact]
    public void A_secret_can_not_break_out_of_its_quotes() =>
        Assert.Contains("""["a\"]b"]""", ConfigText.WithClientSecret(Flow, "web", "a\"]b"), StringComparison.Ordinal);
}
