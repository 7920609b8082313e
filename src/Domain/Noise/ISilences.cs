namespace Router.Domain.Noise;

/// <summary>The silences in force in this process: the config's and the API's. Reading is a look into memory.</summary>
public interface ISilences
{
    /// <summary>The silences; read them once per decision.</summary>
    SilenceSet Current { get; }
}
