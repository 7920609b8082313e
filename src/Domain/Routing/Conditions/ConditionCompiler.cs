namespace Router.Domain.Routing.Conditions;

/// <summary>Reads conditions and the fields of <c>groupBy</c>. Pure; never throws for any text.</summary>
public static class ConditionCompiler
{
    /// <summary>The longest condition, in characters.</summary>
    public const int MaxLength = 4096;

    /// <summary>The field of a <c>groupBy</c> entry, or null and what is wrong with it.</summary>
    internal static Field? Field(string text, out ConditionError? error)
    {
        error = null;
        try
        {
            if (text.Length > MaxLength)
                throw new ConditionSyntaxException(MaxLength, $"longer than {MaxLength} characters");
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
