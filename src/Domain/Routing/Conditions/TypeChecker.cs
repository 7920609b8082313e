using System.Text.RegularExpressions;

namespace Router.Domain.Routing.Conditions;

/// <summary>Gives a parsed condition its types and tests; goes on after an error, to find them all.</summary>
internal sealed class TypeChecker
{
    private static readonly ImmutableArray<string> Functions = ["startsWith", "endsWith", "contains", "matches"];

    private readonly ImmutableArray<ConditionError>.Builder _errors = ImmutableArray.CreateBuilder<ConditionError>();

    public ImmutableArray<ConditionError> Errors => _errors.ToImmutable();

    /// <summary>The predicate, or null when there are <see cref="Errors"/>.</summary>
    public Predicate? Check(Syntax syntax)
    {
        var predicate = Boolean(syntax);
        return _errors.Count == 0 ? predicate : null;
    }

    private Predicate? Boolean(Syntax syntax) => syntax switch
    {
        Syntax.Literal { Value: bool value } => new Predicate.Constant(value),
        Syntax.Not not => Boolean(not.Operand) is { } operand ? new Predicate.Not(operand) : null,
        Syntax.All all => new Predicate.All(Flat<Predicate.All>(all.Items, a => a.Items)),
        Syntax.Any any => new Predicate.Any(Flat<Predicate.Any>(any.Items, a => a.Items)),
        Syntax.Has has => Resolve(has.Field) is { } field ? new Predicate.Leaf($"has({field.Name})", [field], input => field.Text(input) is not null) : null,
        Syntax.Call call => Call(call),
        Syntax.Compare { Operator: "in" } compare => In(compare),
        Syntax.Compare compare => Compare(compare),
        Syntax.Path path => Resolve(path) is { } field
            ? Error(path.Position, field.Type == FieldType.Scalar ? $"{field.Name} alone says nothing; write {field.Name} == true" : $"{field.Name} alone says nothing; compare it, or write has({field.Name})")
            : null,
        _ => Error(syntax.Position, "a comparison is expected, such as project == \"web\""),
    };

    private ImmutableArray<Predicate> Flat<T>(ImmutableArray<Syntax> items, Func<T, ImmutableArray<Predicate>> inner) where T : Predicate =>
        [.. items.Select(Boolean).OfType<Predicate>().SelectMany(p => p is T same ? inner(same) : [p])];

    private Predicate? Compare(Syntax.Compare compare)
    {
        switch (compare.Left, compare.Right)
        {
            case (Syntax.Path left, Syntax.Path right):
                return CompareFields(compare, Resolve(left), Resolve(right));
            case (Syntax.Path left, Syntax.Literal right):
                return CompareLiteral(compare.Operator, Resolve(left), right);
            case (Syntax.Literal left, Syntax.Path right):
                return CompareLiteral(Mirror(compare.Operator), Resolve(right), left);
            case (Syntax.Not, _):
                return Error(compare.Left.Position, $"! binds before {compare.Operator}; write !(... {compare.Operator} ...)");
            default:
                return Error(compare.Position, $"{compare.Operator} takes a field and a literal, such as project {compare.Operator} \"web\"");
        }
    }

    private Predicate.Leaf? CompareLiteral(string comparison, Field? field, Syntax.Literal literal)
    {
        if (field is null || !Fits(field, literal, comparison))
            return null;
        return new Predicate.Leaf($"{field.Name} {comparison} {Literals.Print(literal.Value)}", [field], Comparisons.Literal(field, comparison, literal.Value))
        {
            Equality = comparison == "==" && field.Scale is null && literal.Value is string text ? new(field, text) : null,
        };
    }

    private Predicate? CompareFields(Syntax.Compare compare, Field? left, Field? right)
    {
        if (left is null || right is null)
            return null;
        if (left.Scale != right.Scale)
            return Error(compare.Position, $"{left.Name} and {right.Name} have different types");
        if (left.Scale is null && compare.Operator is not ("==" or "!="))
            return Error(compare.Position, "two texts compare with == and != only");
        return new Predicate.Leaf($"{left.Name} {compare.Operator} {right.Name}", [left, right], Comparisons.Fields(left, compare.Operator, right));
    }

    private Predicate? In(Syntax.Compare compare)
    {
        if (compare.Left is not Syntax.Path path)
            return Error(compare.Left.Position, "a field is expected before in");
        if (compare.Right is not Syntax.List list)
            return Error(compare.Right.Position, "a list is expected after in: [\"a\", \"b\"]");
        if (list.Items.IsEmpty)
            return Error(list.Position, "the list is empty");
        if (Resolve(path) is not { } field || list.Items.Where(item => Fits(field, item, "==")).ToArray().Length < list.Items.Length)
            return null;
        return new Predicate.Leaf(
            $"{field.Name} in [{string.Join(", ", list.Items.Select(i => Literals.Print(i.Value)))}]", [field], Comparisons.In(field, [.. list.Items.Select(i => i.Value)]));
    }

    private Predicate? Call(Syntax.Call call)
    {
        if (!Functions.Contains(call.Function))
            return Error(call.Position, $"unknown function {call.Function}{NearestName.Hint(call.Function, Functions)}");
        if (call.Target is not Syntax.Path path)
            return Error(call.Position, $"{call.Function} is asked of a field: project.{call.Function}(\"...\")");
        if (Resolve(path) is not { } field)
            return null;
        if (field.Scale is not null)
            return Error(call.Position, $"{field.Name} has ranks, no text; compare it with ==, < or in");
        if (call.Argument.Value is not string text)
            return Error(call.Argument.Position, $"{call.Function} takes a text, not {Literals.TypeName(call.Argument.Value)}");
        var test = call.Function == "matches" ? Matches(call.Argument.Position, text) : TextTest(call.Function, text);
        return test is null ? null : new Predicate.Leaf($"{field.Name}.{call.Function}({Literals.Quote(text)})", [field], Comparisons.Any(field, test));
    }

    private static Func<string, bool> TextTest(string function, string text) => function switch
    {
        "startsWith" => value => value.StartsWith(text, StringComparison.Ordinal),
        "endsWith" => value => value.EndsWith(text, StringComparison.Ordinal),
        _ => value => value.Contains(text, StringComparison.Ordinal),
    };

    private Func<string, bool>? Matches(int position, string pattern)
    {
        try
        {
            return new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant).IsMatch;
        }
        catch (RegexParseException e)
        {
            Error(position, $"not a regular expression: {SnakeCase.Of(e.Error).Replace('_', ' ')} at character {e.Offset + 1} of it");
        }
        catch (NotSupportedException)
        {
            Error(position, "the regular expression is too large, or looks around, refers back or is atomic, which linear-time matching doesn't support");
        }

        return null;
    }

    /// <summary>Whether a literal can occur in a field, and compare so.</summary>
    private bool Fits(Field field, Syntax.Literal literal, string comparison)
    {
        var error = (field.Type, literal.Value) switch
        {
            (FieldType.Scalar, bool) when comparison is not ("==" or "!=") => "true and false have no order; use == or !=",
            (FieldType.Scalar, _) => null,
            (_, not string) => $"{field.Name} is {(field.Values.IsEmpty ? "a text" : "one of " + Known(field))}, not {Literals.TypeName(literal.Value)}; texts are in quotes",
            (_, string text) when !field.Values.IsEmpty && !field.Values.Contains(text) =>
                $"{field.Name} is never {Literals.Quote(text)}{Suggestion(field, text)}",
            _ => null,
        };
        if (error is not null)
            Error(literal.Position, error);
        return error is null;
    }

    private static string Suggestion(Field field, string text) =>
        NearestName.Find(text, field.Values) is { } nearest ? $"; did you mean {Literals.Quote(nearest)}?" : $"; it is one of {Known(field)}";

    private static string Known(Field field) => string.Join(", ", field.Values.Select(Literals.Quote));

    private Field? Resolve(Syntax.Path path)
    {
        var field = Fields.Resolve(path.Segments.AsSpan(), out var message);
        if (field is null)
            Error(path.Position, message);
        return field;
    }

    private static string Mirror(string comparison) => comparison switch
    {
        "<" => ">",
        "<=" => ">=",
        ">" => "<",
        ">=" => "<=",
        _ => comparison,
    };

    private Predicate? Error(int position, string message)
    {
        _errors.Add(new(position, message));
        return null;
    }
}
