namespace Router.Grains.Sweeping;

/// <summary>How long things are kept (<c>Router:Retention</c>).</summary>
public sealed class RetentionOptions
{
    /// <summary>How long journal days are kept; at least 1 day. Default 30 days.</summary>
    public TimeSpan Journal { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How long issues and incidents are kept after they were last seen, once they are over; at least 1 day. Default 90 days.</summary>
    public TimeSpan ResolvedIssues { get; set; } = TimeSpan.FromDays(90);

    /// <summary>The most rows that one step removes; 1 to 10,000. Default 500.</summary>
    public int StepSize { get; set; } = 500;
}
