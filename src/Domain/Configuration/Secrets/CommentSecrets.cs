using System.Text.RegularExpressions;
using Router.Domain.Configuration.Yaml;

namespace Router.Domain.Configuration.Secrets;

/// <summary>Hides what looks like a secret in a document's comments: a sink that was commented out has its own still.</summary>
internal static partial class CommentSecrets
{
    /// <summary>The comments that hold one, and how they look without.</summary>
    /// <param name="text">The document.</param>
    /// <param name="root">The document, read.</param>
    /// <param name="known">Values that are secrets wherever they stand.</param>
    public static IEnumerable<(int Start, int End, string Hidden)> Hide(string text, YamlValue root, IReadOnlyCollection<string> known)
    {
        foreach (var (start, end) in Comments(text, root))
        {
            var comment = text[start..end];
            var isItem = Item().IsMatch(comment) && IsInSecretList(text.AsSpan(0, start));
            var hidden = CommentMask.Of(comment, known, isItem);
            if (hidden != comment)
                yield return (start, end, hidden);
        }
    }

    /// <summary>The comments of a document that was sent that look as one in force does without its secret, and what that one says: of several that look alike each gets its own, in their order.</summary>
    public static IEnumerable<(int Start, int End, string Whole)> Restore(string sent, YamlValue root, string inForce, YamlValue inForceRoot, IReadOnlyCollection<string> known)
    {
        var whole = Hide(inForce, inForceRoot, known).GroupBy(c => c.Hidden, c => inForce[c.Start..c.End]).ToDictionary(g => g.Key, g => g.ToList());
        var seen = new Dictionary<string, int>();
        foreach (var (start, end) in Comments(sent, root))
        {
            var comment = sent[start..end];
            if (!whole.TryGetValue(comment, out var alike))
                continue;
            var nth = seen[comment] = seen.GetValueOrDefault(comment, -1) + 1;
            yield return (start, end, alike[Math.Min(nth, alike.Count - 1)]);
        }
    }

    /// <summary>Whether the nearest line above that is no item of a list, a comment or not, begins a list of secrets.</summary>
    private static bool IsInSecretList(ReadOnlySpan<char> before)
    {
        while (true)
        {
            var line = before[(before.LastIndexOf('\n') + 1)..];
            if (!Item().IsMatch(line) && !line.Trim("# \t\r").IsEmpty)
                return CommentMask.BeginsSecretList(line);
            if (line.Length == before.Length)
                return false;
            before = before[..^(line.Length + 1)];
        }
    }

    /// <summary>A <c>#</c> outside of every scalar begins a comment, which ends with its line.</summary>
    private static IEnumerable<(int Start, int End)> Comments(string text, YamlValue root)
    {
        var at = 0;
        foreach (var (start, end) in Scalars(root).OrderBy(s => s.Start).Select(s => (s.Start, s.End)).Append((text.Length, text.Length)))
        {
            while (at < start && text.IndexOf('#', at, start - at) is >= 0 and var begin)
            {
                at = text.AsSpan(begin).IndexOfAny('\r', '\n') is >= 0 and var length ? begin + length : text.Length;
                yield return (begin, at);
            }

            at = Math.Max(at, end);
        }
    }

    private static IEnumerable<YamlValue.Scalar> Scalars(YamlValue value) => value switch
    {
        YamlValue.Map map => map.Entries.SelectMany(entry => Scalars(entry.Value).Prepend(entry.Key)),
        YamlValue.List list => list.Items.SelectMany(Scalars),
        _ => [(YamlValue.Scalar)value],
    };

    [GeneratedRegex("""^[\s#]*(?:-\s+)?(?:"[^"]*"|'[^']*'|[^\s"':,\[\]{}#]+)\s*[,\]]?[\s\]]*(?:#.*)?\z""")]
    private static partial Regex Item();
}
