namespace Router.Domain.Delivery;

/// <summary>What kind of receiver a sink is: decides what an incident that ended before its trigger was delivered means to it.</summary>
public enum SinkFamily
{
    /// <summary>Systems (console, webhook): everything, in order.</summary>
    Feed = 0,

    /// <summary>Pagers (flashduty, pagerduty): neither trigger nor end of what is over already.</summary>
    Pager = 1,

    /// <summary>People's inboxes (slack and the like): one message that says both.</summary>
    Chat = 2,
}
