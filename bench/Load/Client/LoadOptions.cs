using System.Net;
using Router.Load.Requests;

namespace Router.Load.Client;

/// <summary>One run of the generator.</summary>
public sealed record LoadOptions
{
    public required IPEndPoint Server { get; init; }

    /// <summary>Makes each connection its own source of requests; the argument is the connection's number.</summary>
    public required Func<int, IRequestSource> Requests { get; init; }

    public int Connections { get; init; } = 64;

    /// <summary>How long requests are started. Answers are awaited for <see cref="Grace"/> more.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Stop after so many requests; null is no limit.</summary>
    public long? Total { get; init; }

    /// <summary>Requests started per second whatever the answers do (open loop); null is one after the other on each connection (closed loop).</summary>
    public double? Rate { get; init; }

    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Told each request's number and the timestamp of its sending.</summary>
    public Action<long, long>? Sent { get; init; }
}
