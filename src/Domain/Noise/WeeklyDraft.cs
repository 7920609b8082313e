namespace Router.Domain.Noise;

/// <summary>Hours of the week as a person sends them.</summary>
public sealed record WeeklyDraft
{
    /// <summary>The days on which they begin: <c>sat</c>, <c>mon-fri</c>.</summary>
    public IReadOnlyList<string>? Days { get; init; }

    /// <summary>The local time at which they begin: <c>02:00</c>.</summary>
    public string? From { get; init; }

    /// <summary>The local time at which they end; not later than <see cref="From"/> is on the next day.</summary>
    public string? To { get; init; }

    /// <summary>The IANA time zone: <c>Europe/Berlin</c>.</summary>
    public string? Timezone { get; init; }

    /// <summary>The window, or null and what is wrong.</summary>
    public WeeklyWindow? Read(List<SilenceProblem> problems)
    {
        var before = problems.Count;
        var days = ImmutableSortedSet<DayOfWeek>.Empty;
        for (var i = 0; i < (Days?.Count ?? 0); i++)
        {
            if (ScheduleText.Days(Days![i] ?? "") is { } some)
                days = days.Union(some);
            else
                problems.Add(new($"weekly.days[{i}]", ScheduleText.DayForm));
        }

        if (Days is not { Count: > 0 })
            problems.Add(new("weekly.days", "missing; the days on which it begins, such as [\"sat\"]"));
        var from = Time("weekly.from", From, problems);
        var to = Time("weekly.to", To, problems);
        var zone = ScheduleText.Zone(Timezone ?? "");
        if (zone is null)
            problems.Add(new("weekly.timezone", Timezone is null ? "missing; an IANA name such as Europe/Berlin" : ScheduleText.ZoneProblem(Timezone)));
        return problems.Count > before ? null : new([.. days], from!.Value, to!.Value, zone!);
    }

    private static TimeOnly? Time(string field, string? text, List<SilenceProblem> problems)
    {
        var time = ScheduleText.Time(text ?? "");
        if (time is null)
            problems.Add(new(field, text is null ? "missing; a time of day such as \"02:00\"" : ScheduleText.TimeForm));
        return time;
    }
}
