using Router.Domain.Actions;
using Router.Domain.Alerts;

namespace Router.Domain.TwoWay;

/// <summary>The last change of an issue that we made, or are about to make, in Sentry: what recognises its echo.</summary>
/// <param name="Kind">What.</param>
/// <param name="At">When a person did it here.</param>
/// <param name="Until">A snooze's end; null for others.</param>
/// <param name="IsEchoed">Its webhook has come back: the next one alike is somebody else's.</param>
public sealed record OwnChange(ActionKind Kind, DateTimeOffset At, DateTimeOffset? Until = null, bool IsEchoed = false)
{
    /// <summary>How long its echo may take: a change is tried for a day.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromHours(25);

    /// <summary>How long an <c>activity_alert</c>, which doesn't say who did it, counts as the echo.</summary>
    public static readonly TimeSpan ActivityMemory = TimeSpan.FromMinutes(10);

    /// <summary>Is the webhook what our change came back as? Its actor is an application other than Sentry itself, and it says what we did.</summary>
    public bool IsEcho(AlertEvent alert, DateTimeOffset now)
    {
        if (IsEchoed || alert.Kind != Echo(Kind))
            return false;
        return alert.ByApplication == true ? now <= At + Memory : alert.Resource == "activity_alert" && now <= At + ActivityMemory;
    }

    /// <summary>Archived in Sentry because it is snoozed here.</summary>
    public bool IsSnoozing(DateTimeOffset now) => Kind == ActionKind.Snooze && Until > now;

    private static AlertKind Echo(ActionKind kind) => kind switch
    {
        ActionKind.Acknowledge => AlertKind.Acknowledge,
        ActionKind.Resolve => AlertKind.Resolve,
        ActionKind.Reopen => AlertKind.Reopen,
        ActionKind.Snooze => AlertKind.Suppress,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not an action."),
    };
}
