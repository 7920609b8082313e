namespace Router.Domain.Actions;

/// <summary>What follows from an <see cref="ActionReason"/>.</summary>
public static class ActionReasons
{
    /// <summary>The action changed something.</summary>
    public static bool IsAccepted(this ActionReason reason) => reason <= ActionReason.Snoozed;
}
