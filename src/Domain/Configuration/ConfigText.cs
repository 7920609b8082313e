using Router.Domain.Configuration.Yaml;

namespace Router.Domain.Configuration;

/// <summary>
/// Edits of the config's text that leave the rest, comments too, as it was written. Each gives null where the text can't be edited so: the integration
/// isn't there, the value is a reference (it is changed where it comes from), or the place is written in an unusual way.
/// </summary>
public static class ConfigText
{
    private const string Id = "id";
    private const string Key = "key";
    private const string Secrets = "clientSecrets";
    private const string Section = "integrations";

    /// <summary>The text with one integration more, the last.</summary>
    public static string? WithIntegration(string text, NewIntegration integration)
    {
        if (Read(text) is not { IsFlow: false } root)
            return null;
        var edit = new YamlEdit(text);
        var lines = YamlWriter.Lines(new YamlValue.List(0, 0, [integration.ToYaml()])).ToList();
        switch (root.Find(Section))
        {
            case YamlValue.List { Items.IsEmpty: false } list:
                return edit.Append(list, lines);
            case null:
                return edit.InsertAfter(text.Length, 0, [$"{Section}:", .. lines.Select(line => $"  {line}")]);
            case YamlValue.List or YamlValue.Scalar { IsNull: true }:
                var empty = root.Find(Section)!;
                return new YamlEdit(edit.Replace(empty, "")).InsertAfter(empty.Start, 2, lines);
            default:
                return null;
        }
    }

    /// <summary>The text with another push-URL key.</summary>
    public static string? WithKey(string text, string integration, string key) =>
        Find(text, integration) is { } map && map.Find(Key) is YamlValue.Scalar { IsNull: false } value && IsPlainValue(value) ? new YamlEdit(text).Replace(value, YamlWriter.Quote(key)) : null;

    /// <summary>The text with an integration enabled or disabled.</summary>
    public static string? WithEnabled(string text, string integration, bool isEnabled) =>
        Find(text, integration) is { } map ? new YamlEdit(text).Set(map, "enabled", isEnabled ? "true" : "false", after: Id) : null;

    /// <summary>The text with an integration's client secrets replaced by one.</summary>
    public static string? WithClientSecret(string text, string integration, string secret)
    {
        var quoted = YamlWriter.Quote(secret);
        return Find(text, integration)?.Find(Secrets) switch
        {
            YamlValue.List { IsFlow: true } list when list.Items.All(IsPlainValue) => new YamlEdit(text).Replace(list, $"[{quoted}]"),
            YamlValue.List { Items: [YamlValue.Scalar only] } when IsPlainValue(only) => new YamlEdit(text).Replace(only, quoted),
            _ => null,
        };
    }

    /// <summary>The text with a client secret more beside the others.</summary>
    public static string? WithSecondClientSecret(string text, string integration, string secret)
    {
        if (Find(text, integration)?.Find(Secrets) is not YamlValue.List list)
            return null;
        var quoted = YamlWriter.Quote(secret);
        return new YamlEdit(text).Append(list, list.IsFlow ? quoted : $"- {quoted}");
    }

    /// <summary>The text without one of an integration's client secrets; the last one can't be taken.</summary>
    /// <param name="text">The document.</param>
    /// <param name="integration">The integration's id.</param>
    /// <param name="index">Which, from 0.</param>
    public static string? WithoutClientSecret(string text, string integration, int index) =>
        Find(text, integration)?.Find(Secrets) is YamlValue.List { Items.Length: > 1 } list && index >= 0 && index < list.Items.Length && list.Items[index] is YamlValue.Scalar
            ? new YamlEdit(text).Remove(list, index)
            : null;

    private static YamlValue.Map? Read(string text) => YamlReader.Read(text, new()) as YamlValue.Map;

    private static YamlValue.Map? Find(string text, string integration) =>
        (Read(text)?.Find(Section) as YamlValue.List)?.Items.OfType<YamlValue.Map>().FirstOrDefault(map => map.Find(Id) is YamlValue.Scalar id && id.Text == integration);

    private static bool IsPlainValue(YamlValue value) => value is YamlValue.Scalar scalar && !scalar.Text.Contains("${", StringComparison.Ordinal);
}
