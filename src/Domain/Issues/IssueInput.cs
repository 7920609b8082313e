using System.Text.Json.Serialization;
using Router.Domain.Actions;
using Router.Domain.Alerts;
using Router.Domain.Routing;

namespace Router.Domain.Issues;

/// <summary>What an issue grain is told. Stored in the journal as it is: replaying it gives the state.</summary>
public sealed record IssueInput
{
    /// <summary>The webhook; null for a passed auto-resolve time and for an action.</summary>
    public AlertEvent? Alert { get; init; }

    /// <summary>Where it goes, by the config of that moment.</summary>
    public RouteDecision? Route { get; init; }

    /// <summary>The auto-resolve time has passed.</summary>
    public bool IsQuietTimeout { get; init; }

    /// <summary>What a person did; null for other inputs.</summary>
    public PersonAction? Action { get; init; }

    /// <summary>For a person's action: Sentry is to be changed too.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsTwoWay { get; init; }

    /// <summary>A webhook.</summary>
    public static IssueInput Webhook(AlertEvent alert, RouteDecision route) => new() { Alert = alert, Route = route };

    /// <summary>A passed auto-resolve time.</summary>
    public static IssueInput QuietTimeout() => new() { IsQuietTimeout = true };

    /// <summary>A person's action.</summary>
    public static IssueInput Act(PersonAction action, bool isTwoWay = false) => new() { Action = action, IsTwoWay = isTwoWay };
}
