namespace Router.Domain.Routing.Conditions;

/// <summary>Reads conditions and the fields of <c>groupBy</c>. Pure; never throws for any text.</summary>
public static class ConditionCompiler
{
    /// <summary>The longest condition, in characters.</summary>
    public const int MaxLength = 4096;

    /// <summary>Parses, checks and compiles a condition.</summary>
    public static ConditionResult Compile(string text)
    {
        try
        {
            if (text.Length > MaxLength)
                throw new ConditionSyntaxException(MaxLength, $"a condition has at most {MaxLength} characters");
            var checker = new TypeChecker();
            if (checker.Check(Parser.Parse(text)) is not { } predicate)
                return new(null, checker.Errors);
            ImmutableArray<string> paths = [.. predicate.Leaves.SelectMany(l => l.Fields).Select(f => f.PayloadPath).OfType<string>().Distinct()];
            return new(new(text, predicate.Matches, paths) { Predicate = predicate }, []);
        }
        catch (ConditionSyntaxException e)
        {
            return new(null, [e.Error]);
        }
    }

    /// <summary>The field of a <c>groupBy</c> entry, or null and what is wrong with it.</summary>
    internal static Field? Field(string text, out ConditionError? error)
    {
        error = null;
        try
        {
            if (text.Length > MaxLength)
                throw new ConditionSyntaxException(MaxLength, $"a field has at most {MaxLength} characters");
            var path = Parser.ParseField(text);
            var field = Fields.Resolve(path.Segments.AsSpan(), out var message);
            if (field is null)
                error = new(path.Position, message);
            return field;
        }
        catch (ConditionSyntaxException e)
        {
            error = e.Error;
            return null;
        }
    }
}
