using Router.Domain.Actions;

namespace Router.Domain.Delivery;

/// <summary>What the buttons of a Slack message are called, and what they carry: the incident's id, a snooze's menu its length too.</summary>
public static class SlackButtons
{
    private const string Prefix = "router_";

    /// <summary>How long a snooze may be chosen, in hours.</summary>
    public static ImmutableArray<int> SnoozeHours { get; } = [1, 4, 24];

    /// <summary>The <c>action_id</c>.</summary>
    public static string ActionId(ActionKind kind) => Prefix + SnakeCase.Of(kind);

    /// <summary>What an <c>action_id</c> asks for; null when it is none of ours.</summary>
    public static ActionKind? Kind(string actionId) =>
        ((ActionKind[])[ActionKind.Acknowledge, ActionKind.Resolve, ActionKind.Snooze]).Where(kind => ActionId(kind) == actionId).Select(kind => (ActionKind?)kind).FirstOrDefault();

    /// <summary>The value of a choice of the snooze's menu: at most 75 characters, as Slack allows.</summary>
    public static string SnoozeValue(string incidentId, int hours) => $"{incidentId} {hours}";

    /// <summary>Reads a value.</summary>
    /// <returns>The incident's id, and a snooze's length; null for what is no choice.</returns>
    public static (string IncidentId, TimeSpan Snooze)? Read(string value) => value.Split(' ') switch
    {
        [var id] => (id, TimeSpan.Zero),
        [var id, var hours] when SnoozeHours.FirstOrDefault(choice => $"{choice}" == hours) is var found and > 0 => (id, TimeSpan.FromHours(found)),
        _ => null,
    };
}
