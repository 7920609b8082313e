using Router.Domain.Configuration;
using Router.Domain.Configuration.Completion;

namespace Router.Domain.Tests.Configuration;

public class ConfigCompletionTests
{
    private const string Document = """
        integrations:
          - id: web
            routes:
              - name: payments
                when: $when
                channels: [$route]
            default: [$default]
            $integration
        channels:
          - id: triage
            sinks:
              - $sink
            quietHours: { days: [mon-sun], $quiet }
          - { id: payments, sinks: [ops], $flow: 1h }
        sinks:
        - id: ops
          type: $type
          $webhook
        - { id: console, type: console, events: [triggered, $event] }
        silences:
          - { id: deploy, when: 'severity == $silenced', mode: $mode }
        $root
        """;

    [Theory]
    [InlineData("$root", "", "system")]
    [InlineData("$integration", "", "severityFrom name key")]
    [InlineData("$integration", "sev", "severityFrom name key")]
    [InlineData("$webhook", "", "events when secret")]
    [InlineData("$quiet", "", "except from to timezone")]
    [InlineData("$flow", "", "groupBy delay")]
    public void Keys_are_those_of_the_place(string mark, string written, string expected)
    {
        var found = At(mark, written);

        Assert.Superset(expected.Split(' ').ToHashSet(), found.Items.Where(item => item.Kind == ConfigSuggestionKind.Key).Select(item => item.Label).ToHashSet());
        Assert.Equal(Index(mark), found.From);
    }

    [Theory]
    [InlineData("$integration", "id")]
    [InlineData("$integration", "routes")]
    [InlineData("$webhook", "type")]
    [InlineData("$quiet", "days")]
    public void Key_that_is_there_already_is_not_suggested(string mark, string key) => Assert.DoesNotContain(key, Labels(At(mark)));

    [Theory]
    [InlineData("$route", "triage payments")]
    [InlineData("$default", "triage payments")]
    [InlineData("$sink", "ops console")]
    [InlineData("$type", "console webhook flashduty pagerduty slack teams alertmanager email")]
    [InlineData("$event", "triggered escalated updated acknowledged resolved reopened")]
    [InlineData("$mode", "mark drop")]
    public void Values_are_those_of_the_key(string mark, string expected) => Assert.Equal(expected.Split(' '), Labels(At(mark)));

    [Theory]
    [InlineData("", "project", "project")]
    [InlineData("pro", "project", "project")]
    [InlineData("project == \"a\" && ", "severity", "severity")]
    [InlineData("project ", "==", "== ")]
    [InlineData("project =", "==", "== ")]
    [InlineData("tags[\"team\"] ", "!=", "!= ")]
    [InlineData("project == \"a\" ", "&&", "&& ")]
    [InlineData("has(release) |", "||", "|| ")]
    [InlineData("severity == ", "Critical", "\"Critical\"")]
    [InlineData("severity >= \"W", "Warning", "\"Warning\"")]
    [InlineData("level in [\"error\", ", "fatal", "\"fatal\"")]
    [InlineData("title.st", "startsWith", "startsWith(\"")]
    public void Conditions_go_on_with_fields_operators_and_named_values(string written, string label, string text)
    {
        var found = At("$when", written);

        Assert.Equal(text, Assert.Single(found.Items, item => item.Label == label).Text);
    }

    [Fact]
    public void Condition_in_quotes_is_one_too() => Assert.Equal(["Ok", "Info", "Warning", "Critical"], Labels(At("$silenced")));

    [Theory]
    [InlineData("project == \"a")]
    [InlineData("project == \"a\" # why ")]
    public void Nothing_is_suggested_where_any_text_stands(string written) => Assert.Empty(At("$when", written).Items);

    [Fact]
    public void Comment_gets_no_suggestion() => Assert.Empty(ConfigCompletion.At("# inte", 6).Items);

    [Fact]
    public void Every_place_of_every_text_has_an_answer_that_begins_before_the_cursor()
    {
        var text = Document + "\r\n{ [ ' \" : - \t}]";
        for (var position = -1; position <= text.Length + 1; position++)
            Assert.InRange(ConfigCompletion.At(text, position).From, 0, Math.Clamp(position, 0, text.Length));
    }

    private static int Index(string mark) => Clean(Document[..Document.IndexOf(mark, StringComparison.Ordinal)]).Length;

    private static string Clean(string text) => System.Text.RegularExpressions.Regex.Replace(text, @"\$[a-z]+", "");

    private static ConfigSuggestions At(string mark, string written = "")
    {
        var after = Clean(Document[(Document.IndexOf(mark, StringComparison.Ordinal) + mark.Length)..]);
        var before = Clean(Document[..Document.IndexOf(mark, StringComparison.Ordinal)]) + written;
        return ConfigCompletion.At(before + after, before.Length);
    }

    private static IEnumerable<string> Labels(ConfigSuggestions found) => found.Items.Select(item => item.Label);
}
