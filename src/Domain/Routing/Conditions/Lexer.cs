using System.Globalization;
using System.Text;

namespace Router.Domain.Routing.Conditions;

/// <summary>Splits a condition into tokens, by CEL's lexical rules (without comments, bytes and triple quotes).</summary>
internal sealed class Lexer(string text)
{
    private int _at;

    /// <exception cref="ConditionSyntaxException">The text holds something that is no token.</exception>
    public static ImmutableArray<Token> Read(string text)
    {
        var lexer = new Lexer(text);
        var tokens = ImmutableArray.CreateBuilder<Token>();
        do
            tokens.Add(lexer.Next());
        while (tokens[^1].Kind != TokenKind.End);
        return tokens.ToImmutable();
    }

    private char Current => Peek(0);

    private char Peek(int ahead) => _at + ahead < text.Length ? text[_at + ahead] : '\0';

    private Token Next()
    {
        while (Current is ' ' or '\t' or '\r' or '\n')
            _at++;
        if (_at >= text.Length)
            return new(TokenKind.End, text.Length, "");
        if (Current is '"' or '\'')
            return Quoted(raw: false);
        if (Current is 'r' or 'R' && Peek(1) is '"' or '\'')
            return Quoted(raw: true);
        if (char.IsAsciiLetter(Current) || Current == '_')
            return Word();
        if (char.IsAsciiDigit(Current) || (Current == '-' && char.IsAsciiDigit(Peek(1))))
            return Number();
        return Symbol();
    }

    private Token Word()
    {
        var start = _at;
        while (char.IsAsciiLetterOrDigit(Current) || Current == '_')
            _at++;
        return new(TokenKind.Identifier, start, text[start.._at]);
    }

    private Token Number()
    {
        var start = _at++;
        while (char.IsAsciiLetterOrDigit(Current) || (Current == '.' && char.IsAsciiDigit(Peek(1))))
            _at++;
        var digits = text[start.._at];
        return decimal.TryParse(digits, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            ? new(TokenKind.Number, start, digits, value)
            : throw new ConditionSyntaxException(start, $"{digits} is not a number");
    }

    private Token Symbol()
    {
        var start = _at;
        var two = _at + 1 < text.Length ? text.Substring(_at, 2) : "";
        if (two is "==" or "!=" or "<=" or ">=" or "&&" or "||")
        {
            _at += 2;
            return new(TokenKind.Symbol, start, two);
        }

        if (Current is '<' or '>' or '!' or '(' or ')' or '[' or ']' or ',' or '.')
            return new(TokenKind.Symbol, start, text[_at++].ToString());
        throw new ConditionSyntaxException(start, Current switch
        {
            '=' => "= compares nothing; write ==",
            '&' => "write && for and",
            '|' => "write || for or",
            _ => $"unexpected character {Printable(Current)}",
        });
    }

    private Token Quoted(bool raw)
    {
        var start = _at;
        _at += raw ? 1 : 0;
        var quote = text[_at++];
        var value = new StringBuilder();
        while (_at < text.Length && Current != quote)
        {
            if (Current is '\r' or '\n')
                throw new ConditionSyntaxException(start, "a text ends on the line where it begins");
            value.Append(Current == '\\' && !raw ? Escape() : text[_at++]);
        }

        if (_at >= text.Length)
            throw new ConditionSyntaxException(start, $"the closing {quote} is missing");
        _at++;
        return new(TokenKind.Text, start, value.ToString());
    }

    private char Escape()
    {
        var start = _at;
        var escape = Peek(1);
        _at += 2;
        switch (escape)
        {
            case '\\' or '"' or '\'':
                return escape;
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'u' when _at + 4 <= text.Length && ushort.TryParse(text.AsSpan(_at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code):
                _at += 4;
                return (char)code;
            default:
                throw new ConditionSyntaxException(start, "unknown escape; there are \\\\ \\\" \\' \\n \\r \\t \\uXXXX, and raw texts without escapes: r\"\\d+\"");
        }
    }

    private static string Printable(char c) => char.IsControl(c) || char.IsSurrogate(c) ? $"U+{(int)c:X4}" : c.ToString();
}
