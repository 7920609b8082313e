using Router.Domain.Routing.Conditions;

namespace Router.Domain.Configuration.Reading;

/// <summary>Finds noise rules of a channel that contradict each other, and warns of those that can't do what they seem to.</summary>
internal static class NoiseLints
{
    public static void Check(MapReader map, ChannelConfig channel)
    {
        if (channel is { MergeMetric: true, GroupBy.IsEmpty: false })
            map.Find("mergeMetric")!.Value.Error("mergeMetric and groupBy exclude each other: the group's fields decide which issues are one incident");
        if (map.Node.Reading.Findings.HasErrors)
            return;
        if (channel is { Storm.IsEmpty: false, GroupBy.IsEmpty: true })
            map.Find("storm")!.Value.Warn("never reached: without groupBy an incident has one issue");
        if (channel.RepeatEvery < channel.UpdateEvery)
            map.Find("repeatEvery")!.Value.Warn("reminders come more often than updates: updateEvery is longer");
        if (channel.Flapping is { } flapping && flapping.Mute < flapping.Within)
            map.Find("flapping")!.Value.Warn("mute is shorter than within: what goes on flapping is announced again and again");
        var rules = map.Find("inhibit")?.Items("") ?? [];
        for (var i = 0; i < rules.Length; i++)
        {
            var rule = channel.Inhibit[i];
            if (IsNever(rule.Source) || IsNever(rule.Target))
                rules[i].Warn("the condition is never true");
            else if (rule.Source.Text == rule.Target.Text)
                rules[i].Warn("source and target are the same: what the source matches is never inhibited");
        }
    }

    private static bool IsNever(Condition condition) => condition.Predicate is Predicate.Constant { Value: false };
}
