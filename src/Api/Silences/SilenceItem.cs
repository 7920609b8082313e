using Router.Domain;
using Router.Domain.Noise;

namespace Router.Api.Silences;

/// <summary>A silence in an answer.</summary>
internal sealed record SilenceItem
{
    /// <summary>It holds nothing back now, and will.</summary>
    public const string Scheduled = nameof(Scheduled);

    /// <summary>It holds now.</summary>
    public const string Active = nameof(Active);

    /// <summary>It never holds again.</summary>
    public const string Ended = nameof(Ended);

    public required string Id { get; init; }

    /// <summary><c>config</c> or <c>api</c>.</summary>
    public required string Source { get; init; }

    public required string Status { get; init; }

    public required string When { get; init; }

    public required string Mode { get; init; }

    public required DateTime? From { get; init; }

    public required DateTime? Until { get; init; }

    public required WeeklyItem? Weekly { get; init; }

    public required string? Owner { get; init; }

    public required string? Reason { get; init; }

    /// <summary>When it next begins or ceases to hold.</summary>
    public required DateTime? NextChange { get; init; }

    public string? CreatedBy { get; init; }

    public DateTime? CreatedAt { get; init; }

    public string? EndedBy { get; init; }

    public DateTime? EndedAt { get; init; }

    public static SilenceItem Of(Silence silence, DateTimeOffset now) => new()
    {
        Id = silence.Id,
        Source = "config",
        Status = StatusOf(silence.Schedule, now),
        When = silence.When.Text,
        Mode = SnakeCase.Of(silence.Mode),
        From = silence.Schedule.From?.UtcDateTime,
        Until = silence.Schedule.Until?.UtcDateTime,
        Weekly = silence.Schedule.Weekly is { } weekly ? WeeklyItem.Of(weekly) : null,
        Owner = silence.Owner,
        Reason = silence.Reason,
        NextChange = silence.Schedule.NextChange(now)?.UtcDateTime,
    };

    /// <summary>One of the API; null when it can't be read any more.</summary>
    public static SilenceItem? Of(SilenceRecord record, DateTimeOffset now) => record.Read() is { } silence
        ? Of(silence, now) with
        {
            Source = "api",
            CreatedBy = record.CreatedBy,
            CreatedAt = record.CreatedAt.UtcDateTime,
            EndedBy = record.EndedBy,
            EndedAt = record.EndedAt?.UtcDateTime,
        }
        : null;

    private static string StatusOf(SilenceSchedule schedule, DateTimeOffset now) =>
        schedule.IsActive(now) ? Active : schedule.NextChange(now) is null ? Ended : Scheduled;
}
