namespace Router.Domain.Routing.Conditions;

/// <summary>Recursive descent over the tokens: <c>||</c> binds weakest, then <c>&amp;&amp;</c>, then comparisons, then <c>!</c>.</summary>
internal sealed class Parser
{
    /// <summary>How deep <c>(</c> and <c>!</c> may nest.</summary>
    public const int MaxDepth = 32;

    private readonly ImmutableArray<Token> _tokens;
    private int _at;
    private int _depth;

    private Parser(ImmutableArray<Token> tokens) => _tokens = tokens;

    private Token Current => _tokens[_at];

    /// <exception cref="ConditionSyntaxException">The text is no condition.</exception>
    public static Syntax Parse(string text)
    {
        var parser = new Parser(Lexer.Read(text));
        if (parser.Current.Kind == TokenKind.End)
            throw new ConditionSyntaxException(0, "the condition is empty");
        var syntax = parser.Or();
        parser.End();
        return syntax;
    }

    /// <summary>Parses a field alone, as <c>groupBy</c> names it.</summary>
    /// <exception cref="ConditionSyntaxException">The text is no field.</exception>
    public static Syntax.Path ParseField(string text)
    {
        var parser = new Parser(Lexer.Read(text));
        if (parser.Current.Kind != TokenKind.Identifier)
            throw new ConditionSyntaxException(parser.Current.Position, "a field is expected, such as project or tags.customer");
        var path = parser.Path();
        parser.End();
        return path;
    }

    private Syntax Or() => Chain("||", And, (position, items) => new Syntax.Any(position, items));

    private Syntax And() => Chain("&&", Relation, (position, items) => new Syntax.All(position, items));

    private Syntax Chain(string symbol, Func<Syntax> operand, Func<int, ImmutableArray<Syntax>, Syntax> combine)
    {
        var first = operand();
        if (!Current.Is(symbol))
            return first;
        var items = ImmutableArray.CreateBuilder<Syntax>();
        items.Add(first);
        while (Take(symbol))
            items.Add(operand());
        return combine(first.Position, items.ToImmutable());
    }

    private Syntax Relation()
    {
        var left = Unary();
        if (!IsComparison(Current))
            return left;
        var comparison = Advance();
        var right = Unary();
        return IsComparison(Current)
            ? throw new ConditionSyntaxException(Current.Position, "comparisons don't chain; join them with &&")
            : new Syntax.Compare(comparison.Position, comparison.Text, left, right);
    }

    private static bool IsComparison(Token token) =>
        token is { Kind: TokenKind.Symbol, Text: "==" or "!=" or "<" or "<=" or ">" or ">=" } or { Kind: TokenKind.Identifier, Text: "in" };

    private Syntax Unary()
    {
        var start = Current;
        if (!Take("!"))
            return Member();
        Enter(start);
        var operand = Unary();
        _depth--;
        return new Syntax.Not(start.Position, operand);
    }

    private Syntax Member()
    {
        var start = Current;
        var target = Primary();
        while (Take("."))
        {
            var function = Current.Kind == TokenKind.Identifier
                ? Advance()
                : throw new ConditionSyntaxException(Current.Position, $"a name is expected after the dot, not {Current}");
            Expect("(");
            var argument = Current.Is(")") ? null : Unary();
            if (argument is not Syntax.Literal literal)
                throw new ConditionSyntaxException(function.Position, $"{function.Text} takes one literal: {function.Text}(\"...\")");
            Expect(")");
            target = new Syntax.Call(start.Position, target, function.Text, literal);
        }

        return target;
    }

    private Syntax Primary()
    {
        var token = Current;
        switch (token.Kind)
        {
            case TokenKind.Text:
                return new Syntax.Literal(Advance().Position, token.Text);
            case TokenKind.Number:
                return new Syntax.Literal(Advance().Position, token.Number);
            case TokenKind.Identifier when token.Text is "true" or "false":
                return new Syntax.Literal(Advance().Position, token.Text == "true");
            case TokenKind.Identifier when token.Text == "null":
                throw new ConditionSyntaxException(token.Position, "there is no null; has(x) says whether x is there");
            case TokenKind.Identifier when token.Text == "has" && _tokens[_at + 1].Is("("):
                return Has();
            case TokenKind.Identifier when token.Text != "in":
                return Path();
            case TokenKind.Symbol when token.Text == "(":
                return Group();
            case TokenKind.Symbol when token.Text == "[":
                return List();
            default:
                throw new ConditionSyntaxException(token.Position, $"a field, a literal or ( is expected, not {token}");
        }
    }

    private Syntax.Has Has()
    {
        var start = Advance();
        Expect("(");
        if (Current.Kind != TokenKind.Identifier)
            throw new ConditionSyntaxException(Current.Position, $"has takes a field: has(environment), not {Current}");
        var path = Path();
        Expect(")");
        return new(start.Position, path);
    }

    private Syntax Group()
    {
        Enter(Advance());
        var inner = Or();
        _depth--;
        Expect(")");
        return inner;
    }

    private Syntax.List List()
    {
        var start = Advance();
        var items = ImmutableArray.CreateBuilder<Syntax.Literal>();
        while (!Current.Is("]"))
        {
            var position = Current.Position;
            if (Current.Is("[") || Current.Is("(") || Primary() is not Syntax.Literal item)
                throw new ConditionSyntaxException(position, "a list holds literals only: [\"a\", \"b\"]");
            items.Add(item);
            if (!Take(","))
                break;
        }

        Expect("]");
        return new(start.Position, items.ToImmutable());
    }

    /// <summary>A field: names joined by dots and brackets, up to a function's name.</summary>
    private Syntax.Path Path()
    {
        var start = Advance();
        var segments = ImmutableArray.CreateBuilder<string>();
        segments.Add(start.Text);
        if (Current.Is("("))
            throw new ConditionSyntaxException(start.Position, $"unknown function {start.Text}; has(x) is the only one without a field before it");
        while (true)
        {
            if (Current.Is(".") && _tokens[_at + 1].Kind == TokenKind.Identifier && !_tokens[_at + 2].Is("("))
            {
                Advance();
                segments.Add(Advance().Text);
            }
            else if (Current.Is("[") && (segments.Count == 1 || start.Text == "payload"))
            {
                Advance();
                segments.Add(Key(start.Text));
                Expect("]");
                if (start.Text != "payload")
                    return new(start.Position, segments.ToImmutable());
            }
            else
            {
                return new(start.Position, segments.ToImmutable());
            }
        }
    }

    private string Key(string root)
    {
        var key = Advance();
        return key switch
        {
            { Kind: TokenKind.Text, Text: "" } => throw new ConditionSyntaxException(key.Position, "the key is empty"),
            { Kind: TokenKind.Text } when root == "payload" && key.Text.Contains('.', StringComparison.Ordinal) =>
                throw new ConditionSyntaxException(key.Position, "a name with a dot can't be read from the payload"),
            { Kind: TokenKind.Text } => key.Text,
            { Kind: TokenKind.Number } when root == "payload" && key.Text.All(char.IsAsciiDigit) => key.Text,
            _ => throw new ConditionSyntaxException(key.Position, $"a key in quotes is expected: {root}[\"key\"]"),
        };
    }

    private void Enter(Token token)
    {
        if (++_depth > MaxDepth)
            throw new ConditionSyntaxException(token.Position, $"nested deeper than {MaxDepth}");
    }

    private Token Advance() => Current.Kind == TokenKind.End ? Current : _tokens[_at++];

    private bool Take(string symbol)
    {
        var taken = Current.Is(symbol);
        if (taken)
            _at++;
        return taken;
    }

    private void Expect(string symbol)
    {
        if (!Take(symbol))
            throw new ConditionSyntaxException(Current.Position, $"{symbol} is expected, not {Current}");
    }

    private void End()
    {
        if (Current.Kind != TokenKind.End)
            throw new ConditionSyntaxException(Current.Position, $"&&, || or the end is expected, not {Current}");
    }
}
