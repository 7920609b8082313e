namespace Router.Api.Dashboard.Live;

/// <summary>When open pages read again: soon after the journal moved, at most about once a second, and now and then when it does not move.</summary>
/// <param name="Number">Counts the beats.</param>
/// <param name="At">The last beat.</param>
/// <param name="Position">The journal's newest position when it was last looked at.</param>
/// <param name="MovedAt">When it was first seen there.</param>
internal readonly record struct Beat(long Number, DateTimeOffset At, long Position, DateTimeOffset MovedAt)
{
    /// <summary>The least time between two beats.</summary>
    public static readonly TimeSpan Least = TimeSpan.FromSeconds(1);

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
        return since >= Most || (since >= Least && MovedAt > At - Tail) ? new(Number + 1, now, position, movedAt) : this with { Position = position, MovedAt = movedAt };
    }
}
