using Router.Domain.Routing.Conditions;

namespace Router.Domain.Noise;

/// <summary>A silence as a person sends it.</summary>
public sealed record SilenceDraft
{
    /// <summary>The most characters of owner and reason.</summary>
    public const int MaxText = 500;

    /// <summary>The condition, in the config's syntax.</summary>
    public string? When { get; init; }

    /// <summary><c>mark</c>, the default, or <c>drop</c>.</summary>
    public string? Mode { get; init; }

    /// <summary>Holds from then on; default now.</summary>
    public string? From { get; init; }

    /// <summary>Holds until then; mandatory without <see cref="Weekly"/>.</summary>
    public string? Until { get; init; }

    /// <summary>Holds in these hours of each week only.</summary>
    public WeeklyDraft? Weekly { get; init; }

    /// <summary>Who answers for it; default who sends it.</summary>
    public string? Owner { get; init; }

    /// <summary>Why.</summary>
    public string? Reason { get; init; }

    /// <summary>The silence, or null and everything that is wrong with it.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="problems">What is wrong is added here.</param>
    public Silence? Read(string id, List<SilenceProblem> problems)
    {
        var before = problems.Count;
        var condition = Condition(problems);
        var from = Instant("from", From, problems);
        var until = Instant("until", Until, problems);
        if (until <= from)
            problems.Add(new("until", "must be after from"));
        if (Until is null && Weekly is null)
            problems.Add(new("until", "missing; a silence without weekly needs its end"));
        var weekly = Weekly?.Read(problems);
        if (Mode is not (null or "mark" or "drop"))
            problems.Add(new("mode", "mark or drop is expected"));
        CheckText("owner", Owner, problems);
        CheckText("reason", Reason, problems);
        return problems.Count > before ? null : new()
        {
            Id = id,
            When = condition!,
            Mode = Mode == "drop" ? SilenceMode.Drop : SilenceMode.Mark,
            Schedule = new(from, until, weekly),
            Owner = Owner,
            Reason = Reason,
        };
    }

    private Condition? Condition(List<SilenceProblem> problems)
    {
        if (string.IsNullOrWhiteSpace(When))
        {
            problems.Add(new("when", "missing; a condition such as project == \"web\", or true for everything"));
            return null;
        }

        var result = ConditionCompiler.Compile(When);
        problems.AddRange(result.Errors.Select(e => new SilenceProblem("when", e.Message, e.Position)));
        return result.Condition;
    }

    private static DateTimeOffset? Instant(string field, string? text, List<SilenceProblem> problems)
    {
        if (text is null)
            return null;
        var instant = ScheduleText.Instant(text);
        if (instant is null)
            problems.Add(new(field, ScheduleText.InstantForm));
        return instant;
    }

    private static void CheckText(string field, string? text, List<SilenceProblem> problems)
    {
        if (text is not null && (text.Length is 0 or > MaxText || text.Any(char.IsControl)))
            problems.Add(new(field, $"1 to {MaxText} characters on one line are expected"));
    }
}
