using System.Text;
using System.Text.RegularExpressions;
using Router.Domain.Configuration.Secrets;
using Router.Domain.Configuration.Yaml;

namespace Router.Domain.Configuration;

/// <summary>
/// Hides the secrets of a document, and puts them back into one that was edited meanwhile. Comments and layout stay; what looks like a secret in a comment is hidden too.
/// A value that is nothing but one <c>${env:NAME}</c> or <c>${file:PATH}</c> is no secret.
/// </summary>
public static partial class ConfigSecrets
{
    /// <summary>What stands for a secret.</summary>
    public const string Mask = "***";

    /// <summary>What stands for a secret that is another than before.</summary>
    public const string Changed = "*** (changed)";

    private const int ShortestValue = 6;

    /// <summary>The document without its secrets.</summary>
    /// <exception cref="InvalidDataException">It is no document that was in force once.</exception>
    public static string Hide(string text) => Hide(text, _ => Mask, []);

    /// <summary>The document without its secrets, saying which are others than in an earlier one.</summary>
    /// <exception cref="InvalidDataException">One is no document that was in force once.</exception>
    public static string HideSince(string text, string before)
    {
        var earlier = Read(before);
        var known = Known(earlier);
        return Hide(text, secret => known.TryGetValue(secret.Place, out var old) && old.Value.Text != secret.Value.Text ? Changed : Mask, Values(earlier));
    }

    /// <summary>The document as JSON.</summary>
    /// <exception cref="InvalidDataException">It is no document that was in force once.</exception>
    public static string ToJson(string text) => YamlJson.Write(Read(text));

    /// <summary>Puts the secrets of the document in force in the places where <see cref="Mask"/> stands: of the integration or sink with the same id, and only while it goes to the same host.</summary>
    /// <param name="sent">The document that was sent.</param>
    /// <param name="inForce">The one in force.</param>
    /// <param name="isJson">It is JSON, to be kept as YAML.</param>
    public static ConfigDraft Restore(string sent, string inForce, bool isJson = false)
    {
        if (sent.Length > ConfigDocument.MaxLength || YamlReader.Read(sent, new()) is not { } root)
            return ConfigDraft.Of(sent);
        var current = Read(inForce);
        var known = Known(current);
        var errors = ImmutableArray.CreateBuilder<ConfigDiagnostic>();
        var edits = new List<(YamlValue.Scalar Value, string Text)>();
        foreach (var secret in SecretFinder.In(root).Where(s => s.Value.Text.StartsWith(Mask, StringComparison.Ordinal)))
        {
            var value = secret.Value;
            if (value.Text != Mask || !known.TryGetValue(secret.Place, out var old))
                errors.Add(new(ConfigDiagnosticLevel.Error, value.Line, value.Column, secret.Path, $"{Mask} keeps the value that stands here in the version in force, and there is none; write the value, or ${{env:NAME}} or ${{file:PATH}}"));
            else if (!secret.GoesWhere(old))
                errors.Add(new(ConfigDiagnosticLevel.Error, value.Line, value.Column, secret.Path, $"{Mask} keeps a value only while it goes to the same host, and the url has another; write the value, or ${{env:NAME}} or ${{file:PATH}}"));
            else
                edits.Add((value, Written(inForce, old.Value)));
        }

        var text = Replace(sent, edits.Select(e => (e.Value.Start, e.Value.End, e.Text)).Concat(CommentSecrets.Restore(sent, root, inForce, current, Values(current))));
        return new()
        {
            Text = text,
            Document = isJson && errors.Count == 0 && YamlReader.Read(text, new()) is { } restored ? YamlWriter.Write(restored) : text,
            Errors = errors.ToImmutable(),
            Edits = [.. edits.OrderBy(e => e.Value.Start).Select(e => (e.Value.Line, e.Value.Column, e.Value.End - e.Value.Start, e.Text.Length))],
        };
    }

    private static string Hide(string text, Func<Secret, string> mask, ImmutableArray<string> others)
    {
        var root = Read(text);
        var secrets = SecretFinder.In(root).Where(s => s.IsHidden).ToList();
        var hidden = Replace(text, secrets.Select(s => (s.Value.Start, s.Value.End, YamlWriter.Quote(mask(s)))).Concat(CommentSecrets.Hide(text, root, [.. Values(root), .. others])));
        var masks = secrets.ToDictionary<Secret, object, string>(s => s.Value, mask, ReferenceEqualityComparer.Instance);
        // Whatever the layout, nothing may show: where the replacement says something else, the values are written anew.
        return YamlReader.Read(hidden, new()) is { } read && IsSame(root, read, masks) ? hidden : YamlWriter.Write(With(root, masks));
    }

    private static bool IsSame(YamlValue value, YamlValue hidden, Dictionary<object, string> masks) => (value, hidden) switch
    {
        (YamlValue.Scalar a, YamlValue.Scalar b) => b.Text == masks.GetValueOrDefault(a, a.Text),
        (YamlValue.List a, YamlValue.List b) => a.Items.Length == b.Items.Length && a.Items.Zip(b.Items).All(pair => IsSame(pair.First, pair.Second, masks)),
        (YamlValue.Map a, YamlValue.Map b) => a.Entries.Length == b.Entries.Length
            && a.Entries.Zip(b.Entries).All(pair => pair.First.Key.Text == pair.Second.Key.Text && IsSame(pair.First.Value, pair.Second.Value, masks)),
        _ => false,
    };

    private static YamlValue With(YamlValue value, Dictionary<object, string> masks) => value switch
    {
        YamlValue.Scalar scalar when masks.TryGetValue(scalar, out var mask) => scalar with { Text = mask, IsPlain = false },
        YamlValue.List list => list with { Items = [.. list.Items.Select(item => With(item, masks))] },
        YamlValue.Map map => map with { Entries = [.. map.Entries.Select(e => (e.Key, With(e.Value, masks)))] },
        _ => value,
    };

    private static YamlValue Read(string text) => YamlReader.Read(text, new()) ?? throw new InvalidDataException("A version of the config that can't be read.");

    /// <summary>The secrets' texts, but for those so short that they are words too.</summary>
    private static ImmutableArray<string> Values(YamlValue root) => [.. SecretFinder.In(root).Where(s => s.IsHidden && s.Value.Text.Length >= ShortestValue).Select(s => s.Value.Text)];

    private static Dictionary<SecretPlace, Secret> Known(YamlValue root)
    {
        var known = new Dictionary<SecretPlace, Secret>();
        foreach (var secret in SecretFinder.In(root).Where(s => s.Place.Id.Length > 0 && !s.Value.IsNull))
            known.TryAdd(secret.Place, secret);
        return known;
    }

    /// <summary>The value as it is written there, when that can stand anywhere; else in quotes.</summary>
    private static string Written(string text, YamlValue.Scalar value)
    {
        var written = text[value.Start..value.End];
        var isPortable = value.IsPlain ? PlainAnywhere().IsMatch(written) : written[0] is '"' or '\'' && !written.AsSpan().ContainsAny('\n', '\r');
        return isPortable ? written : YamlWriter.Quote(value.Text);
    }

    private static string Replace(string text, IEnumerable<(int Start, int End, string With)> edits)
    {
        var (result, at) = (new StringBuilder(text.Length), 0);
        foreach (var (start, end, with) in edits.OrderBy(e => e.Start))
        {
            result.Append(text, at, start - at).Append(with);
            at = end;
        }

        return result.Append(text, at, text.Length - at).ToString();
    }

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9_./:=?&+~%-]*[A-Za-z0-9_/=-]\z")]
    private static partial Regex PlainAnywhere();
}
