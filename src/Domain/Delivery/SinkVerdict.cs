namespace Router.Domain.Delivery;

/// <summary>What to do after an attempt.</summary>
public enum SinkVerdict
{
    /// <summary>Done.</summary>
    Delivered = 0,

    /// <summary>Try again later.</summary>
    Retry = 1,

    /// <summary>Give up on this message: dead-letter it.</summary>
    Reject = 2,

    /// <summary>Give up on this message and disable the sink.</summary>
    Disable = 3,
}
