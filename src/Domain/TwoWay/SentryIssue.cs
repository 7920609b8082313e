namespace Router.Domain.TwoWay;

/// <summary>An issue as Sentry's API tells it, as far as the router asks.</summary>
/// <param name="Id">Its id; another than was asked for when it was merged.</param>
/// <param name="Status"><c>unresolved</c>, <c>resolved</c> or <c>ignored</c>.</param>
/// <param name="IsResolvedInRelease">The resolve holds from a release or commit on.</param>
/// <param name="IgnoredUntil">When Sentry stops ignoring it, where it said so.</param>
public sealed record SentryIssue(string Id, string Status, bool IsResolvedInRelease = false, DateTimeOffset? IgnoredUntil = null);
