namespace Router.Api.Sentry.Inbox;

/// <summary>When a webhook goes into the inbox instead of to its issue: section <c>Router:Inbox</c>, in a cluster. Read at start.</summary>
public sealed class InboxOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Router:Inbox";

    /// <summary>How long its issue may take to commit it. 50 milliseconds to 30 seconds, under <c>Router:Ingress:AnswerWithin</c>. Default: 400 milliseconds.</summary>
    public TimeSpan After { get; set; } = TimeSpan.FromMilliseconds(400);

    /// <summary>
    /// How many calls to issues that did not answer in time may be under way; further webhooks are not put into the inbox but answered 503,
    /// since it is overload rather than a lost silo. 0 to 1,000,000. Default: 1,024.
    /// </summary>
    public int MaxUnanswered { get; set; } = 1024;
}
