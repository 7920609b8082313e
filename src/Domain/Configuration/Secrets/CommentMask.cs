using System.Text.RegularExpressions;

namespace Router.Domain.Configuration.Secrets;

/// <summary>
/// What a comment looks like without secrets. Hidden are known values, what follows a secret's name (<c>secret: abc</c>, <c>token=abc</c>, <c>old key abc1</c>),
/// and every word of 16 characters or more that has letters and digits: it can't be told from a secret.
/// </summary>
internal static partial class CommentMask
{
    private const int LongWord = 16;

    /// <summary>The comment without its secrets.</summary>
    /// <param name="comment">From its <c>#</c> to the end of its line.</param>
    /// <param name="known">Values that are secrets wherever they stand.</param>
    /// <param name="isItem">It is an item of a list of secrets.</param>
    public static string Of(string comment, IReadOnlyCollection<string> known, bool isItem)
    {
        var hidden = Assignment().Replace(comment, match => IsSecret(match, comment) ? $"{match.Groups["name"].Value}\"{ConfigSecrets.Mask}\"" : match.Value);
        hidden = Named().Replace(hidden, match => $"{match.Groups["name"].Value}{ConfigSecrets.Mask}");
        foreach (var secret in known.Where(secret => !Word().IsMatch(secret) || Word().Match(secret).Length < secret.Length))
            hidden = hidden.Replace(secret, ConfigSecrets.Mask, StringComparison.Ordinal);
        return Word().Replace(hidden, match => (isItem && match.Value != "-") || IsLikeSecret(match.Value) || known.Any(secret => match.Value.Contains(secret, StringComparison.Ordinal)) ? Masked(match.Value) : match.Value);
    }

    /// <summary>Whether a line ends within the list of a secret's name: <c>clientSecrets:</c> or <c>clientSecrets: ["a",</c>.</summary>
    public static bool BeginsSecretList(ReadOnlySpan<char> line) => ListOfSecrets().IsMatch(line);

    private static string Masked(string word) => Reference().Replace(word, "").Length == 0 ? word : ConfigSecrets.Mask;

    private static bool IsLikeSecret(string word) =>
        Reference().Replace(word, "") is { Length: >= LongWord } rest && rest.Any(char.IsAsciiDigit) && rest.Any(char.IsLetter);

    private static bool IsSecret(Match match, string comment)
    {
        var value = Reference().Replace(match.Groups["value"].Value, "");
        if (value.AsSpan().Trim("[]\"', ").IsEmpty)
            return false;
        return !match.Groups["url"].Success || value.AsSpan().IndexOfAny('?', '@') >= 0 || VendorOfUrl().IsMatch(comment);
    }

    [GeneratedRegex("""(?<name>(?<![\w-])["']?(?:key|clientSecrets?|token|secret|integrationKey|routingKey|webhookUrl|botToken|signingSecret|password|(?<url>url))["']?\s*[:=]\s*)(?<value>\[[^\]]*\]?|"[^"]*"?|'[^']*'?|(?:\$\{[^{}]*\}|[^\s,}\]#"'\[])(?:\$\{[^{}]*\}|[^\s,}\]]){0,1000}(?=\s*(?:[,}\]#]|$)))""")]
    private static partial Regex Assignment();

    /// <summary>A secret's name and, after nothing but a space, a word with a digit.</summary>
    [GeneratedRegex("""(?<name>(?<![\w-])(?:key|clientSecrets?|token|secret|integrationKey|routingKey|botToken|signingSecret|password)["']?\s*[:=]?\s+["']?)(?=[^\s"',\[\]{}$]*\p{L})(?=[^\s"',\[\]{}$]*[0-9])[^\s"',\[\]{}$]+""", RegexOptions.IgnoreCase)]
    private static partial Regex Named();

    [GeneratedRegex("""(?<![\w-])(?:clientSecrets?|keys?|tokens?|secrets?|passwords?)["']?\s*[:=]\s*(?:\[[^\]]*)?\s*(?:#.*)?\z""")]
    private static partial Regex ListOfSecrets();

    [GeneratedRegex("""(?:\$\{(?:env|file):[^{}]+\}|[^\s"',\[\]{}#])+""")]
    private static partial Regex Word();

    [GeneratedRegex(@"\$\{(env|file):[^{}]+\}")]
    private static partial Regex Reference();

    [GeneratedRegex(@"type\s*:\s*[""']?(slack|teams)\b|hooks\.slack\.com")]
    private static partial Regex VendorOfUrl();
}
