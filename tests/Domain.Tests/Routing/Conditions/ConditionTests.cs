using Router.Domain.Alerts;
using Router.Domain.Routing.Conditions;

namespace Router.Domain.Tests.Routing.Conditions;

public class ConditionTests
{
    private static readonly AlertEvent Alert = Sample.Alert() with
    {
        Severity = Severity.Warning,
        Level = AlertLevel.Error,
        Environment = "production",
        Rule = "5xx spike",
        Projects = ["web", "shop"],
        Tags = [new("customer", "acme"), new("browser.name", "Firefox"), new("customer", "second"), new("odd-key", "1")],
        Payload = [new("data.count", "12"), new("data.flag", "true"), new("data.values.0.type", "TypeError"), new("data.odd-key", "x")],
    };

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    [InlineData("environment == \"production\"", true)]
    [InlineData("'production' == environment", true)]
    [InlineData("environment == \"Production\"", false)]
    [InlineData("environment != \"staging\"", true)]
    [InlineData("environment < \"q\"", true)]
    [InlineData("\"q\" > environment", true)]
    [InlineData("environment in [\"staging\", \"production\"]", true)]
    [InlineData("environment in ['staging']", false)]
    [InlineData("environment in ['production',]", true)]
    [InlineData("resource == 'event_alert' && action == 'triggered'", true)]
    [InlineData("severity == \"Warning\"", true)]
    [InlineData("severity >= \"Info\"", true)]
    [InlineData("severity < \"Critical\"", true)]
    [InlineData("\"Critical\" > severity", true)]
    [InlineData("severity > \"Warning\"", false)]
    [InlineData("severity in [\"Critical\", \"Warning\"]", true)]
    [InlineData("level >= \"warning\"", true)]
    [InlineData("level == \"fatal\"", false)]
    [InlineData("project == \"web\"", true)]
    [InlineData("project == \"shop\"", true)]
    [InlineData("project != \"shop\"", false)]
    [InlineData("project in [\"x\", \"shop\"]", true)]
    [InlineData("project.startsWith(\"sh\")", true)]
    [InlineData("tags[\"customer\"] == \"acme\"", true)]
    [InlineData("tags.customer == \"acme\"", true)]
    [InlineData("tags.customer == \"second\"", false)]
    [InlineData("tags.browser.name == \"Firefox\"", true)]
    [InlineData("tags['browser.name'].endsWith('fox')", true)]
    [InlineData("tags['odd-key'] == '1'", true)]
    [InlineData("has(tags.customer)", true)]
    [InlineData("has(tags[\"none\"])", false)]
    [InlineData("!has(release)", true)]
    [InlineData("has(severity)", true)]
    [InlineData("rule.contains(\"spike\")", true)]
    [InlineData("rule.matches(\"^\\\\dxx\")", true)]
    [InlineData("rule.matches(r'^\\dxx')", true)]
    [InlineData("rule.matches('SPIKE')", false)]
    [InlineData("rule.matches('(?i)SPIKE')", true)]
    [InlineData("payload.data.count == 12", true)]
    [InlineData("payload.data.count > 9", true)]
    [InlineData("payload.data.count == 12.0", true)]
    [InlineData("payload.data.count > -1", true)]
    [InlineData("payload.data.count == \"12\"", true)]
    [InlineData("payload.data.flag == true", true)]
    [InlineData("payload.data.flag != false", true)]
    [InlineData("payload.data.flag > 1", false)]
    [InlineData("payload.data.values[0].type == 'TypeError'", true)]
    [InlineData("payload.data['odd-key'] in ['x', 1, true]", true)]
    [InlineData("payload.data.count.startsWith('1')", true)]
    [InlineData("tags.customer == tags.customer", true)]
    [InlineData("project == environment", false)]
    [InlineData("severity >= severity", true)]
    [InlineData("labels[\"team\"] == \"pay\"", true)]
    [InlineData("title == \"a\\u0062\\n\\t\\\"\\'\\\\\"", false)]
    [InlineData("false && false || true", true)]
    [InlineData("true || false && false", true)]
    [InlineData("(true || false) && false", false)]
    [InlineData("!(environment == 'production')", false)]
    [InlineData("!!true", true)]
    [InlineData("\n true\t&&\r\n true ", true)]
    public void Condition_evaluates(string text, bool expected)
    {
        var result = ConditionCompiler.Compile(text);

        Assert.Empty(result.Errors);
        Assert.Equal(expected, result.Condition!.Matches(new(Alert, [new("team", "pay")])));
    }

    [Theory]
    [InlineData("release == \"1\"", false)]
    [InlineData("release != \"1\"", true)]
    [InlineData("!(release == \"1\")", true)]
    [InlineData("release < \"1\"", false)]
    [InlineData("release >= \"\"", false)]
    [InlineData("release in [\"1\"]", false)]
    [InlineData("release.startsWith(\"\")", false)]
    [InlineData("release.matches(\"\")", false)]
    [InlineData("has(release)", false)]
    [InlineData("release == release", false)]
    [InlineData("release != release", true)]
    [InlineData("priority == \"low\"", false)]
    [InlineData("priority >= \"low\"", false)]
    [InlineData("priority <= \"high\"", false)]
    [InlineData("priority != \"low\"", true)]
    [InlineData("priority in [\"low\", \"medium\", \"high\"]", false)]
    [InlineData("priority == priority", false)]
    [InlineData("has(priority)", false)]
    [InlineData("payload.x == 1", false)]
    [InlineData("payload.x != 1", true)]
    [InlineData("project == \"a\"", false)]
    [InlineData("project != \"a\"", true)]
    [InlineData("has(project)", false)]
    public void Absent_value_equals_nothing(string text, bool expected) =>
        Assert.Equal(expected, Compile(text).Matches(new(Alert with { Projects = [] }, [])));

    [Fact]
    public void Condition_names_the_payload_paths_that_it_reads() =>
        Assert.Equal<string>(["a.b", "c.0.d"], Compile("payload.a.b == 1 || has(payload.c[0].d) || payload.a.b == 2").PayloadPaths);

    [Fact]
    public void Trace_shows_every_comparison_with_its_value()
    {
        var trace = Compile("environment == 'staging' && (has(release) || !(project == \"web\"))").Trace(new(Alert, []));

        Assert.Equal(
            [("environment == \"staging\"", "production", false), ("has(release)", null, false), ("project == \"web\"", "web,shop", true)],
            trace.Select(t => (t.Text, t.Values[0], t.Holds)));
    }

    [Theory]
    [InlineData("environment == 'staging' && has(release)", "no, unneeded no")]
    [InlineData("environment == 'production' || has(release)", "yes, unneeded no")]
    [InlineData("!(environment == 'production') && has(release) || has(project)", "yes, unneeded no, yes")]
    [InlineData("(environment == 'staging' || has(project)) && has(release)", "no, yes, no")]
    public void Trace_says_which_comparisons_the_verdict_needed(string text, string expected)
    {
        var condition = Compile(text);
        var trace = condition.Trace(new(Alert, []));

        Assert.Equal(expected, string.Join(", ", trace.Select(t => (t.Evaluated ? "" : "unneeded ") + (t.Holds ? "yes" : "no"))));
    }

    [Fact]
    public void Long_chain_compiles() =>
        Assert.True(Compile(string.Join(" && ", Enumerable.Repeat("true", 500))).Matches(new(Alert, [])));

    private static Condition Compile(string text) => ConditionCompiler.Compile(text).Condition!;
}
