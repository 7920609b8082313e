using Router.Domain.Alerts;
using Router.Domain.Noise;

namespace Router.Domain.Incidents;

/// <summary>What people are told about: the issues of a channel with the same group key, from the first trigger until it ends.</summary>
public sealed record Incident
{
    /// <summary>n: the first is 1.</summary>
    public required int Number { get; init; }

    /// <summary>Where it stands.</summary>
    public IncidentStatus Status { get; init; }

    /// <summary>The highest severity of its open issues; Ok when it has ended.</summary>
    public Severity Severity { get; init; }

    /// <summary>The title: that of its first issue.</summary>
    public required string Title { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended; null while it is open.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Its issues, counted.</summary>
    public MemberTally Tally { get; init; } = MemberTally.Empty;

    /// <summary>The newest notification's sequence; 0 before the first.</summary>
    public long Sequence { get; init; }

    /// <summary>When the last notification was made; null before the first.</summary>
    public DateTimeOffset? LastNotifiedAt { get; init; }

    /// <summary>When the first notification may be made, while the channel's delay runs.</summary>
    public DateTimeOffset? DelayedUntil { get; init; }

    /// <summary>The update that waits for the channel's pace.</summary>
    public PendingUpdate? Pending { get; init; }

    /// <summary>A person wants nothing said of it until then, but that it gets worse or ends; null is not snoozed.</summary>
    public DateTimeOffset? SnoozedUntil { get; init; }

    /// <summary>A person has reopened it, and its issues are still to say so: they reopen it whatever the channel's <c>reopenWithin</c>.</summary>
    public bool IsToReopen { get; init; }

    /// <summary>What is held back, and by what; null while nothing is.</summary>
    public HeldBack? Held { get; init; }

    /// <summary>When the next reminder is due; null without one.</summary>
    public DateTimeOffset? RemindAt { get; init; }

    /// <summary>The highest number of issues that was announced as a storm; 0 before one.</summary>
    public int StormTold { get; init; }

    /// <summary>When it began or ended lately, as it was told, the oldest first: what makes it flap.</summary>
    public ImmutableArray<DateTimeOffset> Flaps { get; init; } = [];

    /// <summary>It flaps: nothing is said of it until then.</summary>
    public DateTimeOffset? MutedUntil { get; init; }

    /// <summary>The sinks whose <c>when</c> was true once: they get the rest of the incident.</summary>
    public ImmutableArray<string> Concerned { get; init; } = [];

    /// <summary>The sinks that were sent something: they get the resolve whatever their <c>events</c>.</summary>
    public ImmutableArray<string> Told { get; init; } = [];

    /// <summary>A test.</summary>
    public bool IsTest { get; init; }

    /// <summary>It has not ended.</summary>
    public bool IsOpen() => EndedAt is null;

    /// <summary>Somebody may have been told.</summary>
    public bool IsAnnounced() => Sequence > 0;
}
