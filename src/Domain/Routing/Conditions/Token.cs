namespace Router.Domain.Routing.Conditions;

/// <summary>One word of a condition.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Position">Where it begins, from 0.</param>
/// <param name="Text">The identifier or symbol as written; of a text, its value.</param>
/// <param name="Number">The value of a number.</param>
internal readonly record struct Token(TokenKind Kind, int Position, string Text, decimal Number = 0)
{
    public bool Is(string symbol) => Kind == TokenKind.Symbol && Text == symbol;

    public override string ToString() => Kind switch
    {
        TokenKind.End => "the end",
        TokenKind.Text => Literals.Quote(Text),
        _ => Text,
    };
}
