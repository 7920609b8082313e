namespace Router.Domain.Noise;

/// <summary>What a silence does with what it matches. The numbers are on disk: never reused.</summary>
public enum SilenceMode : byte
{
    /// <summary>Incidents are tracked and not told; what is open still when the silence ends is announced then.</summary>
    Mark = 0,

    /// <summary>Triggers are counted on their issue and reach no channel: no incident comes of them.</summary>
    Drop = 1,
}
