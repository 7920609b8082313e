namespace Router.Api.Dashboard.Live;

/// <summary>When open pages read again: soon after the journal moved, about once a second while it moves much, and now and then when it does not move.</summary>
/// <param name="Number">Counts the beats.</param>
/// <param name="At">The last beat.</param>
/// <param name="Position">The journal's newest position when it was last looked at.</param>
/// <param name="MovedAt">When it was first seen there.</param>
/// <param name="Told">Where it was at the last beat.</param>
internal readonly record struct Beat(long Number, DateTimeOffset At, long Position, DateTimeOffset MovedAt, long Told)
{
    /// <summary>The least time between two beats while the journal moves much: every one draws every page.</summary>
    public static readonly TimeSpan Least = TimeSpan.FromSeconds(1);

    /// <summary>The least time between two beats while it moves little, so that what comes is seen within a second.</summary>
    public static readonly TimeSpan Soonest = TimeSpan.FromMilliseconds(400);

    /// <summary>The most entries since a beat that are little.</summary>
    public const int Few = 100;

    /// <summary>The most time between two beats: not everything that a page shows is in the journal.</summary>
    public static readonly TimeSpan Most = TimeSpan.FromSeconds(5);

    /// <summary>For how long after an entry of the journal what follows from it may still come into the lists.</summary>
    public static readonly TimeSpan Tail = TimeSpan.FromSeconds(3);

    /// <summary>After a look at the journal. What moved it was seen by an earlier look, so that its rows are in the lists.</summary>
    /// <param name="position">The newest position.</param>
    /// <param name="now">The instant.</param>
    public Beat Next(long position, DateTimeOffset now)
    {
        var since = now - At;
        var movedAt = position == Position ? MovedAt : now;
        var least = position - Told > Few ? Least : Soonest;
        return since >= Most || (since >= least && MovedAt > At - Tail) ? new(Number + 1, now, position, movedAt, position) : this with { Position = position, MovedAt = movedAt };
    }
}
