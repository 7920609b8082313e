using Router.Domain.Noise;

namespace Router.Domain.Configuration.Reading;

/// <summary>Reads one of <c>silences</c>.</summary>
internal static class SilenceReader
{
    private static readonly Func<Node, SilenceMode?> Mode = Scalars.OneOf(("mark", SilenceMode.Mark), ("drop", SilenceMode.Drop));

    public static Silence? Read(Node node)
    {
        if (node.Map("- { id: ..., when: ..., until: ... }") is not { } map)
            return null;
        var id = map.Required("id", Scalars.Id) ?? "";
        if (id.Length > 0)
            node.Reading.Silences.Define(id, map.Find("id")!.Value);
        var when = map.Find("when");
        if (when is null)
            node.Error("when is missing: the condition; true matches everything");
        var silence = new Silence
        {
            Id = id,
            When = when is { } condition ? Scalars.Condition(condition) ?? Never : Never,
            Mode = map.Value("mode", Mode, SilenceMode.Mark),
            Schedule = new(Instant(map, "from"), Instant(map, "until"), map.Optional("weekly", WeeklyReader.Read)),
            Owner = map.Optional("owner", Scalars.Name),
            Reason = map.Optional("reason", Scalars.Label),
        };
        map.RefuseOthers();
        Check(map, silence);
        return silence;
    }

    /// <summary>Stands for a condition that was wrong: the config isn't used then.</summary>
    private static Routing.Conditions.Condition Never { get; } = new("false", _ => false, []);

    private static void Check(MapReader map, Silence silence)
    {
        var (from, until) = (silence.Schedule.From, silence.Schedule.Until);
        if (map.Find("until") is not { } end)
        {
            if (map.Find("weekly") is null)
                map.Node.Error("until is missing: a silence without weekly needs its end");
        }
        else if (until <= from)
        {
            end.Error("it must be after from");
        }
        else if (until <= map.Node.Reading.Now)
        {
            end.Warn("the silence has expired: it holds nothing back any more");
        }
    }

    private static DateTimeOffset? Instant(MapReader map, string key)
    {
        if (map.Find(key) is not { } node || node.Text() is not { } text)
            return null;
        var instant = ScheduleText.Instant(text);
        if (instant is null)
            node.Error(ScheduleText.InstantForm);
        return instant;
    }
}
