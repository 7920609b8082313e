namespace Router.Domain.Routing.Conditions;

internal enum TokenKind
{
    Identifier,
    Text,
    Number,
    Symbol,
    End,
}
