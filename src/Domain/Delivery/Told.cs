namespace Router.Domain.Delivery;

/// <summary>What a sink's receiver knows of an incident that is going on.</summary>
public enum Told
{
    /// <summary>Nothing, or that it is over.</summary>
    No = 0,

    /// <summary>Perhaps that it began: an attempt was under way when it failed or when the process ended.</summary>
    Maybe = 1,

    /// <summary>That it began.</summary>
    Yes = 2,
}
