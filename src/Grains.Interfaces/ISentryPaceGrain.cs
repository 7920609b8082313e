namespace Router.Grains.Interfaces;

/// <summary>Spaces the calls to one organisation's API. Kept in memory only; asked, and calls nobody. Key: Sentry's address and the organisation.</summary>
[Alias("router.sentry-pace")]
public interface ISentryPaceGrain : IGrainWithStringKey
{
    /// <summary>Asks for the next place.</summary>
    [Alias("take")]
    Task<SentryPlace> TakeAsync();

    /// <summary>Sentry asked to be left alone until then.</summary>
    [Alias("pause")]
    Task PauseAsync(DateTimeOffset until);
}
