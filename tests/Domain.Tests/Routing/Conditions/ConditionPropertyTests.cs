using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Router.Domain.Alerts;
using Router.Domain.Routing;
using Router.Domain.Routing.Conditions;

namespace Router.Domain.Tests.Routing.Conditions;

/// <summary>Generated conditions against a reference interpreter that knows nothing of the compiler.</summary>
public class ConditionPropertyTests
{
    private static readonly string[] Words =
        ["project", "severity", "tags", "has", "in", "true", "null", "payload", ".", "(", ")", "[", "]", "!", "&&", "||", "==", "<", "\"", "'", "\\", "r\"", "a", "1", "-", " ", "\n", "matches", ",", "é", "\0"];

    private static readonly string[] Severities = ["Ok", "Info", "Warning", "Critical"];

    /// <param name="Text">The condition.</param>
    /// <param name="Holds">What it means.</param>
    public sealed record Expression(string Text, Func<AlertEvent, bool> Holds)
    {
        public override string ToString() => Text;
    }

    [Property(MaxTest = 1000)]
    public void Compile_never_throws(NonNull<string> text)
    {
        var result = ConditionCompiler.Compile(text.Get);

        Assert.Equal(result.Condition is null, result.Errors.Length > 0);
        Assert.All(result.Errors, e => Assert.InRange(e.Position, 0, text.Get.Length));
    }

    [Property(MaxTest = 2000)]
    public Property Compile_never_throws_on_its_own_words() =>
        Prop.ForAll(Gen.Elements(Words).ArrayOf().Select(string.Concat).ToArbitrary(), text => Compile_never_throws(NonNull<string>.NewNonNull(text)));

    [Property(MaxTest = 1000)]
    public Property Condition_means_what_the_reference_says() =>
        Prop.ForAll(Expressions(4).ToArbitrary(), Alerts().ToArbitrary(), (expression, alert) =>
        {
            var result = ConditionCompiler.Compile(expression.Text);

            Assert.Empty(result.Errors);
            Assert.Equal(expression.Holds(alert), result.Condition!.Matches(new(alert, [])));
        });

    [Property(MaxTest = 500)]
    public Property Printed_condition_reads_back_the_same() =>
        Prop.ForAll(Expressions(4).ToArbitrary(), Alerts().ToArbitrary(), (expression, alert) =>
        {
            var first = ConditionCompiler.Compile(expression.Text).Condition!;
            var second = ConditionCompiler.Compile(first.Predicate!.ToString()).Condition!;

            Assert.Equal(first.Predicate.ToString(), second.Predicate!.ToString());
            Assert.Equal(first.Matches(new(alert, [])), second.Matches(new(alert, [])));
        });

    [Property(MaxTest = 1000)]
    public Property First_route_whose_condition_holds_is_taken() =>
        Prop.ForAll(Expressions(2).ListOf().ToArbitrary(), Alerts().ToArbitrary(), (expressions, alert) =>
        {
            var routes = expressions.Select((e, i) => Sample.Route($"r{i}", true, "a") with { When = ConditionCompiler.Compile(e.Text).Condition });
            var table = new RouteTable(Sample.Config([Sample.Shared("org", ["a"], [.. routes])], Sample.Channel("a")), 1);

            var first = expressions.Select(e => e.Holds(alert)).ToList().IndexOf(true);
            Assert.Equal(first < 0 ? "default" : $"r{first}", table.Route(alert).Destinations[0].Route);
        });

    private static Gen<AlertEvent> Alerts() =>
        from severity in Gen.Elements(Enum.GetValues<Severity>())
        from environment in Value()
        from tag in Value()
        from count in Gen.Elements(null, "1", "2.5", "-3", "true", "x")
        from projects in Gen.Elements("a", "b", "c").ListOf()
        select Sample.Alert() with
        {
            Severity = severity,
            Environment = environment,
            Projects = [.. projects],
            Tags = tag is null ? [] : [new("k-1", tag)],
            Payload = count is null ? [] : [new("n.m", count)],
        };

    private static Gen<string?> Value() => Gen.Elements<string?>(null, "", "a", "b", "ab", "\"", "\\");

    private static Gen<Expression> Expressions(int depth)
    {
        if (depth == 0)
            return Comparison();
        var inner = Expressions(depth - 1);
        return Gen.Frequency(
            (3, Comparison()),
            (1, inner.Select(e => new Expression($"!({e.Text})", a => !e.Holds(a)))),
            (2, from l in inner from r in inner select new Expression($"({l.Text}) && ({r.Text})", a => l.Holds(a) && r.Holds(a))),
            (2, from l in inner from r in inner select new Expression($"({l.Text}) || ({r.Text})", a => l.Holds(a) || r.Holds(a))),
            (1, from x in Comparison()
                from y in Comparison()
                from z in Comparison()
                select new Expression($"{x.Text} || {y.Text} && {z.Text}", a => x.Holds(a) || (y.Holds(a) && z.Holds(a)))));
    }

    private static Gen<Expression> Comparison() => Gen.OneOf(
        Texts("environment", a => a.Environment),
        Texts("tags[\"k-1\"]", a => a.Tags.Select(t => t.Value).FirstOrDefault()),
        Ranks(),
        Projects(),
        Numbers());

    private static Gen<Expression> Texts(string field, Func<AlertEvent, string?> read) =>
        from text in Value().Where(v => v is not null).Select(v => v!)
        from operation in Gen.Elements("==", "!=", "<", "<=", ">", ">=", "in", "has", "startsWith", "endsWith", "contains")
        let quoted = "\"" + text.Replace("\\", "\\\\").Replace("\"", "\\\"") + "\""
        select operation switch
        {
            "has" => new Expression($"has({field})", a => read(a) is not null),
            "in" => new Expression($"{field} in [\"b\", {quoted}]", a => read(a) is { } v && (v == "b" || v == text)),
            "startsWith" => new Expression($"{field}.startsWith({quoted})", a => read(a)?.StartsWith(text, StringComparison.Ordinal) == true),
            "endsWith" => new Expression($"{field}.endsWith({quoted})", a => read(a)?.EndsWith(text, StringComparison.Ordinal) == true),
            "contains" => new Expression($"{field}.contains({quoted})", a => read(a)?.Contains(text, StringComparison.Ordinal) == true),
            _ => new Expression($"{field} {operation} {quoted}", a => Holds(operation, read(a) is { } v ? string.CompareOrdinal(v, text) : null)),
        };

    private static Gen<Expression> Ranks() =>
        from rank in Gen.Choose(0, 3)
        from operation in Gen.Elements("==", "!=", "<", "<=", ">", ">=")
        from mirrored in Gen.Elements(true, false)
        select mirrored
            ? new Expression($"\"{Severities[rank]}\" {operation} severity", a => Holds(operation, rank.CompareTo((int)a.Severity)))
            : new Expression($"severity {operation} \"{Severities[rank]}\"", a => Holds(operation, ((int)a.Severity).CompareTo(rank)));

    private static Gen<Expression> Projects() =>
        from project in Gen.Elements("a", "b", "d")
        from operation in Gen.Elements("==", "!=")
        select new Expression($"project {operation} '{project}'", a => a.Projects.Contains(project) == (operation == "=="));

    private static Gen<Expression> Numbers() =>
        from number in Gen.Elements("1", "2.50", "-3", "7")
        from operation in Gen.Elements("==", "!=", "<", "<=", ">", ">=")
        let value = double.Parse(number, System.Globalization.CultureInfo.InvariantCulture)
        select new Expression($"payload.n.m {operation} {number}", a => Holds(operation, a.Payload is [var p] && double.TryParse(p.Value, out var v) ? v.CompareTo(value) : null));

    private static bool Holds(string operation, int? order) => operation switch
    {
        "==" => order == 0,
        "!=" => order != 0,
        "<" => order < 0,
        "<=" => order <= 0,
        ">" => order > 0,
        _ => order >= 0,
    };
}
