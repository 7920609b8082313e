using System.Globalization;
using Router.Api.Management;

namespace Router.Api.Replay;

/// <summary>The body of <c>POST replay</c>.</summary>
internal sealed record ReplayBody
{
    private const int MaxDays = 365;
    private const int DefaultExamples = 20;
    private const int MaxExamples = 1000;

    /// <summary>The draft, YAML.</summary>
    public string? Config { get; init; }

    /// <summary>How far back: <c>90m</c>, <c>24h</c>, <c>7d</c>. Default 7d.</summary>
    public string? Since { get; init; }

    /// <summary>From then on, instead of <see cref="Since"/>.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Until then; default now.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>The most examples of each kind; default 20, at most 1,000.</summary>
    public int? Examples { get; init; }

    /// <summary>The span to replay, or what is wrong.</summary>
    public InvalidField? Read(DateTimeOffset now, out DateTimeOffset from, out DateTimeOffset to, out int examples)
    {
        (from, to, examples) = (From ?? default, To ?? now, Examples ?? DefaultExamples);
        if (string.IsNullOrWhiteSpace(Config))
            return new("config", "missing; the text of the config to try");
        if (examples is < 0 or > MaxExamples)
            return new("examples", $"0 to {MaxExamples}");
        if (From is not null && Since is not null)
            return new("since", "either since or from");
        if (to > now)
            return new("to", "must not be in the future");
        if (From is null)
        {
            if (Back(Since ?? "7d") is not { } back)
                return new("since", $"a duration is expected, such as 24h or 7d, at most {MaxDays}d");
            from = now - back;
        }

        return from < to ? null : new("to", "must be after the begin");
    }

    private static TimeSpan? Back(string text)
    {
        if (text.Length < 2 || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count is 0 or > MaxDays * 24 * 60)
            return null;
        var back = text[^1] switch
        {
            'm' => TimeSpan.FromMinutes(count),
            'h' => TimeSpan.FromHours(count),
            'd' => TimeSpan.FromDays(count),
            _ => TimeSpan.Zero,
        };
        return back > TimeSpan.Zero && back <= TimeSpan.FromDays(MaxDays) ? back : null;
    }
}
