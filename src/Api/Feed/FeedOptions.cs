namespace Router.Api.Feed;

/// <summary>The feed's bounds, <c>Router:Feed</c>.</summary>
public sealed class FeedOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Router:Feed";

    /// <summary>The most clients at a time; further ones are answered 503. 1 to 10000. Default 100.</summary>
    public int MaxClients { get; set; } = 100;

    /// <summary>How many events may wait for one client before its connection is ended. 16 to 100000. Default 10000: a burst is no reason to drop a client that reads.</summary>
    public int MaxWaiting { get; set; } = 10_000;
}
