using System.Globalization;

namespace Router.Domain.Routing.Conditions;

/// <summary>The tests behind comparisons. An absent value fails every test; <c>!=</c> is exactly the opposite of <c>==</c>.</summary>
internal static class Comparisons
{
    /// <summary>Whether a test holds for a field's text, for any of them where there are several.</summary>
    public static Func<ConditionInput, bool> Any(Field field, Func<string, bool> test)
    {
        if (field.Type == FieldType.Projects)
        {
            return input =>
            {
                foreach (var project in input.Event.Projects.AsSpan())
                    if (test(project))
                        return true;
                return false;
            };
        }

        var read = field.Text;
        return input => read(input) is { } value && test(value);
    }

    /// <summary>A field against a literal of a type that fits it.</summary>
    public static Func<ConditionInput, bool> Literal(Field field, string comparison, object literal)
    {
        if (comparison == "!=")
            return Negate(Literal(field, "==", literal));
        if (field.Scale is { } scale)
        {
            var (read, rank) = (field.Rank, scale.Names.IndexOf((string)literal));
            return input => read(input) is var value and not RankScale.Absent && Holds(comparison, value.CompareTo(rank));
        }

        return literal switch
        {
            string text when comparison == "==" => Any(field, value => value == text),
            string text => Any(field, value => Holds(comparison, string.CompareOrdinal(value, text))),
            decimal number => Any(field, value => Number(value) is { } parsed && Holds(comparison, parsed.CompareTo(number))),
            bool flag => Any(field, value => value == (flag ? "true" : "false")),
            _ => throw new ArgumentException("not a literal", nameof(literal)),
        };
    }

    public static Func<ConditionInput, bool> In(Field field, ImmutableArray<object> literals)
    {
        var tests = literals.Select(l => Literal(field, "==", l)).ToArray();
        return input =>
        {
            foreach (var test in tests)
                if (test(input))
                    return true;
            return false;
        };
    }

    /// <summary>Two ranks on one scale, or the equality of two texts.</summary>
    public static Func<ConditionInput, bool> Fields(Field left, string comparison, Field right)
    {
        if (comparison == "!=")
            return Negate(Fields(left, "==", right));
        if (left.Scale is null)
            return input => Any(left, value => Any(right, other => value == other)(input))(input);
        var (first, second) = (left.Rank, right.Rank);
        return input => first(input) is var a and not RankScale.Absent && second(input) is var b and not RankScale.Absent && Holds(comparison, a.CompareTo(b));
    }

    private static Func<ConditionInput, bool> Negate(Func<ConditionInput, bool> test) => input => !test(input);

    private static decimal? Number(string text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static bool Holds(string comparison, int order) => comparison switch
    {
        "==" => order == 0,
        "<" => order < 0,
        "<=" => order <= 0,
        ">" => order > 0,
        ">=" => order >= 0,
        _ => throw new ArgumentException("not a comparison", nameof(comparison)),
    };
}
