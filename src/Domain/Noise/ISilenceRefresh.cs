namespace Router.Domain.Noise;

/// <summary>Has this process read the silences now, rather than within half a second.</summary>
public interface ISilenceRefresh
{
    /// <summary>Completes when <see cref="ISilences.Current"/> shows what is stored, and what a silence that is gone held back has been looked at.</summary>
    Task RefreshAsync(CancellationToken cancellationToken = default);
}
