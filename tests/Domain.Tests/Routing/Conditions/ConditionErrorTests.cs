using Router.Domain.Routing.Conditions;

namespace Router.Domain.Tests.Routing.Conditions;

public class ConditionErrorTests
{
    [Theory]
    [InlineData("", 0, "empty")]
    [InlineData("   ", 0, "empty")]
    [InlineData("projct == \"a\"", 0, "unknown field projct; did you mean project?")]
    [InlineData("true && enviroment == \"a\"", 8, "did you mean environment?")]
    [InlineData("zzzzzz == \"a\"", 0, "known: action, culprit")]
    [InlineData("severity == \"critical\"", 12, "severity is never \"critical\"; did you mean \"Critical\"?")]
    [InlineData("severity in [\"Critical\", \"Warn\"]", 25, "one of \"Ok\", \"Info\", \"Warning\", \"Critical\"")]
    [InlineData("level == \"Error\"", 9, "did you mean \"error\"?")]
    [InlineData("priority > \"urgent\"", 11, "one of \"low\", \"medium\", \"high\"")]
    [InlineData("resource == \"event_alerts\"", 12, "did you mean \"event_alert\"?")]
    [InlineData("severity == 3", 12, "severity is one of")]
    [InlineData("environment == 1", 15, "environment is a text, not a number")]
    [InlineData("environment == true", 15, "environment is a text, not a boolean")]
    [InlineData("payload.a < true", 12, "no order")]
    [InlineData("severity.startsWith(\"C\")", 0, "severity has ranks, no text")]
    [InlineData("title.startWith(\"C\")", 0, "unknown function startWith; did you mean startsWith?")]
    [InlineData("title.startsWith(1)", 17, "takes a text, not a number")]
    [InlineData("title.startsWith()", 6, "startsWith takes one literal")]
    [InlineData("title.startsWith(environment)", 6, "startsWith takes one literal")]
    [InlineData("\"a\".startsWith(\"a\")", 0, "is asked of a field")]
    [InlineData("title.matches(\"(\")", 14, "not a regular expression")]
    [InlineData("title.matches(\"(a)\\\\1\")", 14, "linear-time")]
    [InlineData("title.matches(\"(?=a)\")", 14, "linear-time")]
    [InlineData("title.matches(\"((a{1000}){1000}){1000}\")", 14, "too large")]
    [InlineData("title", 0, "compare it, or write has(title)")]
    [InlineData("payload.a", 0, "payload.a == true")]
    [InlineData("\"a\"", 0, "a comparison is expected")]
    [InlineData("\"a\" == \"a\"", 4, "a field and a literal")]
    [InlineData("!project == \"a\"", 0, "write !(")]
    [InlineData("project = \"a\"", 8, "write ==")]
    [InlineData("true & true", 5, "write &&")]
    [InlineData("true | true", 5, "write ||")]
    [InlineData("project == \"a\" == true", 15, "don't chain")]
    [InlineData("project == \"a", 11, "closing \" is missing")]
    [InlineData("project == \"a\nb\"", 11, "ends on the line")]
    [InlineData("project == \"\\d\"", 12, "unknown escape")]
    [InlineData("project == 12abc", 11, "12abc is not a number")]
    [InlineData("(true", 5, ") is expected, not the end")]
    [InlineData("true)", 4, "the end is expected, not )")]
    [InlineData("true true", 5, "&&, || or the end is expected")]
    [InlineData("true &&", 7, "a literal or ( is expected, not the end")]
    [InlineData("project in \"a\"", 11, "a list is expected")]
    [InlineData("project in []", 11, "the list is empty")]
    [InlineData("project in [environment]", 12, "literals only")]
    [InlineData("project in [[\"a\"]]", 12, "literals only")]
    [InlineData("\"a\" in tags", 0, "a field is expected before in")]
    [InlineData("tags == \"a\"", 0, "tags needs a key")]
    [InlineData("payload == \"a\"", 0, "payload needs a path")]
    [InlineData("title.x == \"a\"", 0, "title has no parts")]
    [InlineData("tags[] == \"a\"", 5, "a key in quotes")]
    [InlineData("tags[\"\"] == \"a\"", 5, "the key is empty")]
    [InlineData("payload[\"a.b\"] == \"a\"", 8, "a name with a dot")]
    [InlineData("has(1)", 4, "has takes a field")]
    [InlineData("size(title) > 1", 0, "unknown function size")]
    [InlineData("title == null", 9, "there is no null")]
    [InlineData("title < culprit", 6, "== and != only")]
    [InlineData("title == severity", 6, "different types")]
    [InlineData("title == #", 9, "unexpected character #")]
    public void Mistake_is_told_with_its_position(string text, int position, string message)
    {
        var result = ConditionCompiler.Compile(text);

        Assert.Null(result.Condition);
        var error = Assert.Single(result.Errors);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal(position, error.Position);
    }

    [Fact]
    public void Every_type_error_is_told() =>
        Assert.Equal([0, 18, 49], ConditionCompiler.Compile("projct == \"a\" && (levl == \"error\" || severity == \"x\")").Errors.Select(e => e.Position));

    [Theory]
    [InlineData("(")]
    [InlineData("!")]
    public void Nesting_is_bounded(string open)
    {
        var close = open == "(" ? ")" : "";

        Assert.NotNull(Nested(32).Condition);
        Assert.Contains("nested deeper than 32", Assert.Single(Nested(33).Errors).Message, StringComparison.Ordinal);

        ConditionResult Nested(int depth) =>
            ConditionCompiler.Compile(string.Concat(Enumerable.Repeat(open, depth)) + "true" + string.Concat(Enumerable.Repeat(close, depth)));
    }

    [Fact]
    public void Length_is_bounded()
    {
        Assert.NotNull(ConditionCompiler.Compile("true".PadRight(ConditionCompiler.MaxLength)).Condition);
        Assert.Contains("at most 4096", Assert.Single(ConditionCompiler.Compile("true".PadRight(ConditionCompiler.MaxLength + 1)).Errors).Message, StringComparison.Ordinal);
    }
}
