using Router.Domain.Configuration.Yaml;

namespace Router.Domain.Configuration.Secrets;

/// <summary>Finds the secrets of a document.</summary>
internal static class SecretFinder
{
    private static readonly ImmutableArray<string> SinkKeys = ["secret", "integrationKey", "routingKey", "webhookUrl", "botToken", "signingSecret"];

    public static ImmutableArray<Secret> In(YamlValue root) =>
    [
        .. Items(root, "integrations").SelectMany(i => i.At("key").Concat(i.At("clientSecrets")).Concat(Below(i, "sentry").SelectMany(s => s.At("token")))),
        .. Items(root, "sinks").SelectMany(s => SinkKeys.SelectMany(key => s.At(key)).Concat(s.At("url", mayShow: Text(s.Map, "type") is not ("slack" or "teams"))).Concat(Below(s, "smtp").SelectMany(smtp => smtp.At("password")))),
        .. System(root).SelectMany(s => Below(s, "heartbeat").SelectMany(h => h.At("url"))),
    ];

    private static IEnumerable<Item> Items(YamlValue root, string section) =>
        root is YamlValue.Map map
            ? map.Entries.Where(e => e.Key.Text == section).Select(e => e.Value).OfType<YamlValue.List>()
                .SelectMany(list => list.Items.Select((item, i) => (item as YamlValue.Map, i)))
                .Where(item => item.Item1 is not null)
                .Select(item => new Item(section, Text(item.Item1!, "id") ?? "", $"{section}[{item.i}]", item.Item1!, ""))
            : [];

    private static IEnumerable<Item> System(YamlValue root) =>
        root is YamlValue.Map map
            ? map.Entries.Where(e => e.Key.Text == "system").Select(e => e.Value).OfType<YamlValue.Map>().Select(system => new Item("system", "system", "system", system, ""))
            : [];

    private static IEnumerable<Item> Below(Item item, string key) =>
        item.Map.Entries.Where(e => e.Key.Text == key).Select(e => e.Value).OfType<YamlValue.Map>().Select(map => item with { Path = $"{item.Path}.{key}", Map = map, Prefix = $"{key}." });

    private static string? Text(YamlValue.Map map, string key) => (map.Entries.FirstOrDefault(e => e.Key.Text == key).Value as YamlValue.Scalar)?.Text;

    private readonly record struct Item(string Section, string Id, string Path, YamlValue.Map Map, string Prefix)
    {
        public IEnumerable<Secret> At(string key, bool mayShow = false)
        {
            var item = this;
            var place = new SecretPlace(Section, Id, Prefix + key);
            var url = Text(Map, "url") ?? Text(Map, "host");
            return Map.Entries.Where(e => e.Key.Text == key).SelectMany(e => e.Value switch
            {
                YamlValue.Scalar scalar => [new Secret(place, $"{item.Path}.{key}", scalar, mayShow, url)],
                YamlValue.List list => list.Items.Select((v, i) => (Value: v as YamlValue.Scalar, i)).Where(v => v.Value is not null)
                    .Select(v => new Secret(place with { Index = v.i }, $"{item.Path}.{key}[{v.i}]", v.Value!, mayShow, url)),
                _ => Enumerable.Empty<Secret>(),
            });
        }
    }
}
