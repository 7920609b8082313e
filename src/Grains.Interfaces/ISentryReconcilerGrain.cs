namespace Router.Grains.Interfaces;

/// <summary>Asks Sentry for the state of one integration's open issues. Key: the integration's id.</summary>
[Alias("router.sentry-reconciler")]
public interface ISentryReconcilerGrain : IGrainWithStringKey
{
    /// <summary>Asks about the next issue, if its time has come: at most one a second, each at most once a minute. Called often by every silo.</summary>
    [Alias("step")]
    Task StepAsync();
}
