using System.Globalization;
using Router.Domain.Routing.Conditions;

namespace Router.Domain.Configuration.Reading;

/// <summary>Reads a channel's noise rules.</summary>
internal static class NoiseReader
{
    private const int MaxThresholds = 5;
    private const int MaxRules = 50;
    private static readonly TimeSpan Never = Timeout.InfiniteTimeSpan;
    private static readonly Condition False = new("false", _ => false, []);

    public static TimeSpan? RepeatEvery(MapReader map) =>
        map.Value("repeatEvery", Scalars.PeriodOrNever, Never) is var every && every == Never ? null : every;

    public static FlappingConfig? Flapping(Node node)
    {
        if (node.Map("{ changes: 4, within: 60m, mute: 120m }") is not { } map)
            return null;
        var defaults = new FlappingConfig();
        var flapping = new FlappingConfig
        {
            Changes = map.Value("changes", n => Number(n, 2, 100), defaults.Changes),
            Within = map.Value("within", Scalars.Period, defaults.Within),
            Mute = map.Value("mute", Scalars.Period, defaults.Mute),
        };
        map.RefuseOthers();
        return flapping;
    }

    public static ImmutableArray<int> Storm(MapReader map)
    {
        if (map.Find("storm") is not { } node)
            return [];
        var thresholds = ImmutableArray.CreateBuilder<int>();
        foreach (var item in node.Items("[100, 1000]"))
        {
            if (Number(item, 2, 10_000) is not { } threshold)
                continue;
            if (thresholds.Count > 0 && threshold <= thresholds[^1])
                item.Error($"the thresholds must rise: {threshold} comes after {thresholds[^1]}");
            else if (thresholds.Count == MaxThresholds)
                item.Error($"at most {MaxThresholds} thresholds are possible");
            else
                thresholds.Add(threshold);
        }

        return thresholds.ToImmutable();
    }

    public static InhibitConfig? Inhibit(Node node)
    {
        if (node.Map("{ source: ..., target: ..., equal: [project] }") is not { } map)
            return null;
        if (node.Path.EndsWith($"[{MaxRules}]", StringComparison.Ordinal))
            node.Error($"a channel has at most {MaxRules} rules");
        var rule = new InhibitConfig
        {
            Source = Condition(map, "source", "what inhibits"),
            Target = Condition(map, "target", "what is inhibited"),
            Equal = map.List("equal", "[project]", Scalars.GroupField),
        };
        map.RefuseOthers();
        return rule;
    }

    public static QuietHoursConfig? QuietHours(Node node)
    {
        if (node.Map("{ days: [mon-sun], from: \"22:00\", to: \"07:00\", timezone: Europe/Berlin }") is not { } map)
            return null;
        var quiet = new QuietHoursConfig { Except = map.Optional("except", Scalars.Condition), Hours = WeeklyReader.Read(map) };
        map.RefuseOthers();
        return quiet;
    }

    private static Condition Condition(MapReader map, string key, string what)
    {
        if (map.Find(key) is { } node)
            return Scalars.Condition(node) ?? False;
        map.Node.Error($"{key} is missing: the condition that matches {what}");
        return False;
    }

    private static int? Number(Node node, int min, int max)
    {
        if (node.Text() is not { } text)
            return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max)
            return number;
        node.Error($"a number from {min} to {max} is expected, not {node.Show(text)}");
        return null;
    }
}
