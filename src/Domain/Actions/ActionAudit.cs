using Router.Domain.Audit;

namespace Router.Domain.Actions;

/// <summary>The audit of actions.</summary>
public static class ActionAudit
{
    /// <summary>Who did what to what, and why.</summary>
    /// <param name="action">The action.</param>
    /// <param name="noun"><c>issue</c> or <c>incident</c>.</param>
    /// <param name="subject">The key or the incident's id.</param>
    /// <param name="reason">What became of it: an accepted one.</param>
    public static AuditEntry Of(PersonAction action, string noun, string subject, ActionReason reason) => new()
    {
        Actor = action.Actor,
        Action = $"{noun}_{SnakeCase.Of(reason)}",
        Subject = subject,
        Reason = action.Reason,
    };
}
