using System.Globalization;
using System.Text.RegularExpressions;
using Router.Domain.Noise;

namespace Router.Domain.Replay.Timelines;

/// <summary>The lines of a timeline, read.</summary>
internal sealed partial class TimelineText
{
    /// <summary>The verbs, and whether an issue's name follows.</summary>
    private static readonly ImmutableDictionary<string, bool> Verbs = new Dictionary<string, bool>
    {
        ["trigger"] = true,
        ["metric"] = true,
        ["resolve"] = true,
        ["acknowledge"] = true,
        ["archive"] = true,
        ["reopen"] = true,
        ["sent"] = false,
        ["nothing"] = false,
        ["restart"] = false,
    }.ToImmutableDictionary();

    private readonly List<TimelineStep> _steps = [];
    private readonly List<TimelineProblem> _problems = [];

    /// <summary>Its first instant; default a Thursday's midnight.</summary>
    public DateTimeOffset Start { get; private set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The channel's keys, as in the config.</summary>
    public string Channel { get; private set; } = "";

    /// <summary>The silences, as in the config.</summary>
    public string Silences { get; private set; } = "";

    /// <summary>The line of the last of these.</summary>
    public int ConfigLine { get; private set; } = 1;

    public ImmutableArray<TimelineStep> Steps => [.. _steps];

    public ImmutableArray<TimelineProblem> Problems => [.. _problems];

    public static TimelineText Read(string text)
    {
        var read = new TimelineText();
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].Trim();
            if (line.Length > 0 && line[0] != '#')
                read.Line(i + 1, line);
        }

        return read;
    }

    private void Line(int number, string line)
    {
        if (ConfigPattern().Match(line) is { Success: true } config)
        {
            ConfigLine = number;
            if (config.Groups[1].Value == "channel")
                Channel = config.Groups[2].Value;
            else
                Silences = config.Groups[2].Value;
        }
        else if (line.StartsWith("starts ", StringComparison.Ordinal))
        {
            Start = ScheduleText.Instant(line[7..].Trim()) ?? Fail(number, ScheduleText.InstantForm, Start);
        }
        else if (StepPattern().Match(line) is { Success: true } step)
        {
            Step(number, step);
        }
        else
        {
            Fail(number, "a line is: channel { ... }, silences [ ... ], starts TIME, or at TIME and what happens", 0);
        }
    }

    private void Step(int number, Match match)
    {
        var at = TimeSpan.Zero;
        foreach (Match part in TimePattern().Matches(match.Groups[1].Value))
        {
            var count = double.Parse(part.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
            at += part.Groups[2].Value switch
            {
                "s" => TimeSpan.FromSeconds(count),
                "m" => TimeSpan.FromMinutes(count),
                "h" => TimeSpan.FromHours(count),
                _ => TimeSpan.FromDays(count),
            };
        }

        if (_steps.Count > 0 && at < _steps[^1].At)
            Fail(number, "it is earlier than the line before", 0);
        var words = WordPattern().Matches(match.Groups[2].Value).Select(m => m.Value).ToList();
        if (words.Count == 0 || !Verbs.TryGetValue(words[0], out var hasSubject))
        {
            Fail(number, $"{(words.Count == 0 ? "nothing" : words[0])} is none of {string.Join(", ", Verbs.Keys.Order(StringComparer.Ordinal))}", 0);
            return;
        }

        var rest = words.Skip(1).ToList();
        var subject = hasSubject && rest.Count > 0 && !rest[0].Contains('=', StringComparison.Ordinal) ? rest[0] : null;
        if (hasSubject && subject is null)
            Fail(number, $"{words[0]} needs the issue's name", 0);
        rest = rest[(subject is null ? 0 : 1)..];
        var fields = rest.Where(w => FieldPattern().IsMatch(w)).Select(w => w.Split('=', 2)).ToLookup(w => w[0], w => w[1].Trim('"'));
        _steps.Add(new(
            number,
            at,
            words[0],
            subject,
            [.. rest.Where(w => !FieldPattern().IsMatch(w)).Select(w => w.Trim('"'))],
            fields.ToImmutableDictionary(f => f.Key, f => f.Last())));
    }

    private T Fail<T>(int line, string message, T otherwise)
    {
        _problems.Add(new(line, message));
        return otherwise;
    }

    [GeneratedRegex(@"^(channel|silences)\s*[{\[](.*)[}\]]$")]
    private static partial Regex ConfigPattern();

    [GeneratedRegex(@"^at\s+((?:[0-9.]+\s*[smhd]\s+)+)(.*)$")]
    private static partial Regex StepPattern();

    [GeneratedRegex(@"([0-9]+(?:\.[0-9]+)?)\s*([smhd])\b")]
    private static partial Regex TimePattern();

    [GeneratedRegex("[^\\s\"=]+=\"[^\"]*\"|\"[^\"]*\"|\\S+")]
    private static partial Regex WordPattern();

    [GeneratedRegex("^[A-Za-z][A-Za-z.]*=")]
    private static partial Regex FieldPattern();
}
