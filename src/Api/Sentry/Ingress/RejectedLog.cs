using System.Collections.Immutable;

namespace Router.Api.Sentry.Ingress;

/// <summary>The last hundred refused calls (400, 401, 404, 413, 429) of this process. Thread-safe.</summary>
public sealed class RejectedLog
{
    /// <summary>How many are kept.</summary>
    public const int Capacity = 100;

    private readonly Lock _gate = new();
    private readonly RejectedCall[] _calls = new RejectedCall[Capacity];
    private long _count;

    /// <summary>Keeps a call and forgets the oldest.</summary>
    public void Add(RejectedCall call)
    {
        lock (_gate)
            _calls[_count++ % Capacity] = call;
    }

    /// <summary>The calls that are kept, newest first.</summary>
    public ImmutableArray<RejectedCall> Latest()
    {
        lock (_gate)
        {
            var kept = (int)Math.Min(_count, Capacity);
            var latest = ImmutableArray.CreateBuilder<RejectedCall>(kept);
            for (var back = 1; back <= kept; back++)
                latest.Add(_calls[(_count - back) % Capacity]);
            return latest.MoveToImmutable();
        }
    }
}
