namespace Router.Domain.Noise;

/// <summary>A silence of the API as it is stored. Nothing of it changes but that it ends.</summary>
public sealed record SilenceRecord
{
    /// <summary>The schema that this version writes.</summary>
    public const int CurrentSchema = 1;

    /// <summary>The schema that it was written in.</summary>
    public int Schema { get; init; } = CurrentSchema;

    /// <summary>Its id: <c>s-</c> and 16 hex characters.</summary>
    public required string Id { get; init; }

    /// <summary>What was sent, with defaults filled in.</summary>
    public required SilenceDraft Draft { get; init; }

    /// <summary>What was sent, hashed: to know a repeated request.</summary>
    public required string Request { get; init; }

    /// <summary>Who created it.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>When it was created.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who ended it before its time; null when nobody did.</summary>
    public string? EndedBy { get; init; }

    /// <summary>When it was ended, or had run out; null while it has not.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The silence; null when this version can't read its condition or this machine doesn't know its time zone.</summary>
    public Silence? Read()
    {
        if (Draft.Read(Id, []) is not { } silence)
            return null;
        return EndedAt is { } ended && !(silence.Schedule.Until < ended) ? silence with { Schedule = silence.Schedule with { Until = ended } } : silence;
    }
}
