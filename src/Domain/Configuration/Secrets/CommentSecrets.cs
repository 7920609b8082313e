using System.Text.RegularExpressions;
using Router.Domain.Configuration.Yaml;

namespace Router.Domain.Configuration.Secrets;

/// <summary>Hides what looks like a secret of the config in a document's comments, <c># secret: abc</c>: a sink that was commented out has its own still.</summary>
internal static partial class CommentSecrets
{
    /// <summary>The comments that hold one, and how they look without.</summary>
    public static IEnumerable<(int Start, int End, string Hidden)> Hide(string text, YamlValue root)
    {
        foreach (var (start, end) in Comments(text, root))
        {
            var comment = text[start..end];
            var hidden = Assignment().Replace(comment, match => IsSecret(match, comment) ? $"{match.Groups["name"].Value}\"{ConfigSecrets.Mask}\"" : match.Value);
            if (hidden != comment)
                yield return (start, end, hidden);
        }
    }

    /// <summary>The comments of a document that was sent that look as one in force does without its secret, and what that one says.</summary>
    public static IEnumerable<(int Start, int End, string Whole)> Restore(string sent, YamlValue root, string inForce, YamlValue inForceRoot)
    {
        var known = new Dictionary<string, string>();
        foreach (var (start, end, hidden) in Hide(inForce, inForceRoot))
            known.TryAdd(hidden, inForce[start..end]);
        return Comments(sent, root).Where(comment => known.ContainsKey(sent[comment.Start..comment.End]))
            .Select(comment => (comment.Start, comment.End, known[sent[comment.Start..comment.End]]));
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

    private static bool IsSecret(Match match, string comment)
    {
        var value = Reference().Replace(match.Groups["value"].Value, "");
        if (value.AsSpan().Trim("[]\"', ").IsEmpty)
            return false;
        return !match.Groups["url"].Success || value.AsSpan().IndexOfAny('?', '@') >= 0 || VendorOfUrl().IsMatch(comment);
    }

    [GeneratedRegex("""(?<name>(?<![\w-])["']?(?:key|clientSecrets|token|secret|integrationKey|routingKey|webhookUrl|botToken|signingSecret|password|(?<url>url))["']?\s*:\s*)(?<value>\[[^\]]*\]?|"[^"]*"?|'[^']*'?|(?:\$\{[^{}]*\}|[^\s,}\]#"'\[])(?:\$\{[^{}]*\}|[^\s,}\]]){0,1000}(?=\s*(?:[,}\]#]|$)))""")]
    private static partial Regex Assignment();

    [GeneratedRegex(@"\$\{(env|file):[^{}]+\}")]
    private static partial Regex Reference();

    [GeneratedRegex(@"type\s*:\s*[""']?(slack|teams)\b|hooks\.slack\.com")]
    private static partial Regex VendorOfUrl();
}
