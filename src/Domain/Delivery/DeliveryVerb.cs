namespace Router.Domain.Delivery;

/// <summary>What a person asks of a delivery. The numbers are on disk: never reused.</summary>
public enum DeliveryVerb
{
    /// <summary>Try it again now: a dead letter goes to the end of its queue, under the id that it always had.</summary>
    Retry = 0,

    /// <summary>Forget it: it is never tried again.</summary>
    Drop = 1,
}
