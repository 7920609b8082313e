using Router.Domain.TwoWay;
using Router.Grains.Interfaces;

namespace Router.Grains.TwoWay;

/// <summary>The shell around <see cref="SentryPace"/>.</summary>
[GrainType("sentry-pace")]
internal sealed class SentryPaceGrain(TimeProvider time) : Grain, ISentryPaceGrain
{
    private SentryPace _pace;

    /// <summary>The grain for an organisation of a Sentry.</summary>
    public static string KeyOf(Domain.Configuration.SentryConfig sentry) => $"{sentry.Url.GetLeftPart(UriPartial.Authority)}|{sentry.Organization}";

    public Task<SentryPlace> TakeAsync()
    {
        (_pace, var at, var isKept) = _pace.Take(time.GetUtcNow());
        return Task.FromResult(new SentryPlace(at, isKept));
    }

    public Task PauseAsync(DateTimeOffset until)
    {
        _pace = _pace.Pause(until, time.GetUtcNow());
        return Task.CompletedTask;
    }
}
