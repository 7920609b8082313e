using System.Globalization;

namespace Router.Domain.Actions;

/// <summary>An action of a person: what, who and why.</summary>
[GenerateSerializer, Immutable, Alias("router.person-action")]
public sealed record PersonAction
{
    /// <summary>The most characters of <see cref="Reason"/>.</summary>
    public const int MaxReason = 500;

    /// <summary>The most characters of <see cref="Key"/>.</summary>
    public const int MaxKey = 255;

    /// <summary>What.</summary>
    [Id(0)] public required ActionKind Kind { get; init; }

    /// <summary>Who: the name of the key or of the person.</summary>
    [Id(1)] public required string Actor { get; init; }

    /// <summary>Why, as the person said; null when nothing was.</summary>
    [Id(2)] public string? Reason { get; init; }

    /// <summary>A snooze's end; null for others.</summary>
    [Id(3)] public DateTimeOffset? Until { get; init; }

    /// <summary>The Idempotency-Key: the same one on the same subject does nothing again. Null is without.</summary>
    [Id(4)] public string? Key { get; init; }

    /// <summary>What an idempotency key stands for: the same key with another request is an error.</summary>
    internal string Request() => string.Create(CultureInfo.InvariantCulture, $"{Kind} {Until?.UtcTicks} {Reason}");
}
