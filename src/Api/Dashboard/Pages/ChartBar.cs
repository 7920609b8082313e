namespace Router.Api.Dashboard.Pages;

/// <summary>One span of time in the traffic chart.</summary>
/// <param name="From">When it begins.</param>
/// <param name="Received">Webhooks answered 202.</param>
/// <param name="Duplicate">Those of them that were duplicates.</param>
/// <param name="Suppressed">Decisions to tell nobody, or not yet.</param>
/// <param name="Notified">Decisions to tell.</param>
public sealed record ChartBar(DateTimeOffset From, long Received, long Duplicate, long Suppressed, long Notified);
