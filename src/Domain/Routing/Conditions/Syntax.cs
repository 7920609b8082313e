namespace Router.Domain.Routing.Conditions;

/// <summary>A parsed, not yet typed expression.</summary>
/// <param name="Position">Where it begins in the condition, from 0.</param>
internal abstract record Syntax(int Position)
{
    /// <param name="Position">Where it begins.</param>
    /// <param name="Value">A string, decimal or bool.</param>
    public sealed record Literal(int Position, object Value) : Syntax(Position);

    public sealed record List(int Position, ImmutableArray<Literal> Items) : Syntax(Position);

    public sealed record Path(int Position, ImmutableArray<string> Segments) : Syntax(Position);

    public sealed record Has(int Position, Path Field) : Syntax(Position);

    public sealed record Call(int Position, Syntax Target, string Function, Literal Argument) : Syntax(Position);

    public sealed record Compare(int Position, string Operator, Syntax Left, Syntax Right) : Syntax(Position);

    public sealed record Not(int Position, Syntax Operand) : Syntax(Position);

    public sealed record All(int Position, ImmutableArray<Syntax> Items) : Syntax(Position);

    public sealed record Any(int Position, ImmutableArray<Syntax> Items) : Syntax(Position);
}
