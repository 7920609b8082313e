namespace Router.Domain.Noise;

/// <summary>When a silence holds: from and until a time, and within that always, or in hours that come again each week.</summary>
/// <param name="From">From then on; null is from ever.</param>
/// <param name="Until">Until then, exclusive: its expiry; null, with <paramref name="Weekly"/> only, is for ever.</param>
/// <param name="Weekly">The hours of the week; null is always.</param>
public sealed record SilenceSchedule(DateTimeOffset? From, DateTimeOffset? Until, WeeklyWindow? Weekly)
{
    /// <summary>Whether it holds at an instant.</summary>
    public bool IsActive(DateTimeOffset at) => !(at < From) && !IsOver(at) && (Weekly is null || Weekly.IsActive(at));

    /// <summary>It never holds again.</summary>
    public bool IsOver(DateTimeOffset at) => at >= Until;

    /// <summary>The next instant after this one at which it begins or ceases to hold; null is never.</summary>
    public DateTimeOffset? NextChange(DateTimeOffset at)
    {
        if (IsOver(at))
            return null;
        if (at < From)
            return IsActive(From.Value) ? From : NextChange(From.Value);
        if (Weekly is null)
            return Until;
        var next = Weekly.NextChange(at);
        if (next is null || next > Until)
            return Weekly.IsActive(at) ? Until : null;
        return next == Until && !Weekly.IsActive(at) ? null : next;
    }
}
