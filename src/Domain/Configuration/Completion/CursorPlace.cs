using System.Text.RegularExpressions;

namespace Router.Domain.Configuration.Completion;

/// <summary>Where in a half-written document the cursor stands: by the indentation of the lines above it, and the brackets of its own line.</summary>
/// <param name="Path">The keys above it, <see cref="Item"/> for an item of a list; with its own key where a value is written.</param>
/// <param name="IsValue">A value is written; else a key.</param>
/// <param name="Written">What is written of it already; of a text in quotes without the quote.</param>
/// <param name="Siblings">The keys that the map has already, as far as they stand above or on its own line.</param>
internal sealed partial record CursorPlace(ImmutableArray<string> Path, bool IsValue, string Written, ImmutableHashSet<string> Siblings)
{
    /// <summary>Stands for an item of a list in a path.</summary>
    public const string Item = "[]";

    private const int MaxLines = 20_000;

    /// <summary>The place; null where nothing is written, as in a comment.</summary>
    public static CursorPlace? Of(string text, int position)
    {
        var start = position == 0 ? 0 : text.LastIndexOf('\n', position - 1) + 1;
        var before = text[start..position];
        if (Comment().IsMatch(before))
            return null;
        var line = LineHead.Of(before, isCursor: true);
        var (path, siblings) = Above(text, start, line);
        if (line.Key is null)
            return Within(path, line.Rest, siblings, isValue: false);
        return Within(path.Add(line.Key), line.Rest.TrimStart(' '), [], isValue: true);
    }

    /// <summary>The path of the map or list that a line belongs to, and the keys above it in the same map.</summary>
    private static (ImmutableArray<string> Path, ImmutableHashSet<string> Siblings) Above(string text, int start, LineHead line)
    {
        var path = new List<string>();
        var siblings = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        path.AddRange(Enumerable.Repeat(Item, line.Dashes.Length));
        var (column, isDash) = (line.Dashes.Length > 0 ? line.Dashes[0] : line.Column, line.Dashes.Length > 0);
        var isInMap = line.Dashes.IsEmpty;
        for (var count = 0; start > 0 && count < MaxLines; count++)
        {
            var end = start - 1;
            start = end == 0 ? 0 : text.LastIndexOf('\n', end - 1) + 1;
            var above = LineHead.Of(text[start..end].TrimEnd('\r'), isCursor: false);
            if (above.IsNothing)
                continue;
            if (isInMap && above.Key is not null && above.Column == line.Column)
                siblings.Add(above.Key);
            if (above.Key is not null && (above.Column < column || (isDash && above.Column == column)) && above.IsParent)
            {
                path.Insert(0, above.Key);
                (column, isDash) = (above.Column, false);
                isInMap = false;
            }

            for (var i = above.Dashes.Length - 1; i >= 0; i--)
            {
                if (above.Dashes[i] >= column)
                    continue;
                path.Insert(0, Item);
                (column, isDash) = (above.Dashes[i], true);
                isInMap = false;
            }
        }

        return ([.. path], siblings.ToImmutable());
    }

    /// <summary>The place within the braces and brackets that are open at the end of a value.</summary>
    private static CursorPlace Within(ImmutableArray<string> path, string value, ImmutableHashSet<string> siblings, bool isValue)
    {
        var open = new Stack<(ImmutableArray<string> Path, bool IsMap, ImmutableHashSet<string> Keys)>();
        var (at, quote) = (0, '\0');
        for (var i = 0; i < value.Length; i++)
        {
            var c = value[i];
            if (quote != '\0')
            {
                if (c == quote)
                    quote = '\0';
            }
            else if (c is '"' or '\'' && value[at..i].Trim().Length == 0)
            {
                (quote, at) = (c, i + 1);
            }
            else if (c is '{' or '[' && value[at..i].Trim().Length == 0)
            {
                open.Push((path, c == '{', siblings));
                (path, siblings, isValue, at) = (c == '{' ? path : path.Add(Item), [], c == '[', i + 1);
            }
            else if (open.TryPeek(out var top) && c is '}' or ']' && open.Count > 0)
            {
                (path, _, siblings) = open.Pop();
                (isValue, at) = (true, i + 1);
            }
            else if (open.TryPeek(out top) && c == ',')
            {
                path = top.IsMap ? top.Path : top.Path.Add(Item);
                (isValue, at) = (!top.IsMap, i + 1);
            }
            else if (open.TryPeek(out top) && top.IsMap && !isValue && c == ':')
            {
                var key = value[at..i].Trim();
                siblings = siblings.Add(key);
                (path, isValue, at) = (top.Path.Add(key), true, i + 1);
            }
        }

        return new(path, isValue, quote == '\0' ? value[at..].TrimStart(' ') : value[at..], siblings);
    }

    [GeneratedRegex("""^(?:[^"'#]|"[^"]*"|'[^']*'|(?<=\S)#)*(?<![^\s])#""")]
    private static partial Regex Comment();
}
