using System.Text.Json;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Router.Domain.Configuration;

/// <summary>Edits of the config's text that leave the rest, comments too, as it was written.</summary>
public static class ConfigText
{
    /// <summary>The text with an integration's client secrets replaced by one.</summary>
    /// <returns>Null when the integration or its <c>clientSecrets</c> are not there, or are not plain values (references, several in a block).</returns>
    public static string? WithClientSecret(string text, string integration, string secret)
    {
        if (Find(text, integration) is not { } node)
            return null;
        var values = node is YamlSequenceNode list ? list.Children.ToList() : [node];
        if (!values.All(v => v is YamlScalarNode { Value: { } value } && !value.Contains("${", StringComparison.Ordinal)))
            return null;

        var quoted = $"\"{JsonEncodedText.Encode(secret)}\"";
        if (node is YamlSequenceNode { Style: SequenceStyle.Flow })
        {
            // The parser gives a flow list no end: it is the next bracket after the last value.
            var last = values.Count > 0 ? values[^1].End.Index : node.Start.Index;
            return Replace(text, node.Start.Index, text.IndexOf(']', (int)last) + 1, $"[{quoted}]");
        }

        return values is [var only] ? Replace(text, only.Start.Index, only.End.Index, quoted) : null;
    }

    private static YamlNode? Find(string text, string integration)
    {
        var yaml = new YamlStream();
        try
        {
            yaml.Load(new StringReader(text));
        }
        catch (YamlException)
        {
            return null;
        }

        return yaml.Documents is [{ RootNode: YamlMappingNode root }] && root.Children.TryGetValue("integrations", out var list) && list is YamlSequenceNode integrations
            && integrations.Children.OfType<YamlMappingNode>().FirstOrDefault(i => i.Children.TryGetValue("id", out var id) && id is YamlScalarNode { Value: { } v } && v == integration) is { } found
            && found.Children.TryGetValue("clientSecrets", out var secrets) ? secrets : null;
    }

    private static string Replace(string text, long start, long end, string with) =>
        string.Concat(text.AsSpan(0, (int)start), with, text.AsSpan((int)end));
}
