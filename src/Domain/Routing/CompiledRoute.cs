using Router.Domain.Alerts;
using Router.Domain.Routing.Conditions;

namespace Router.Domain.Routing;

/// <summary>A route with its channels resolved.</summary>
/// <param name="Name">Its name; <see cref="Channel"/> and <see cref="Default"/> are the built-in ones.</param>
/// <param name="When">Its condition; null always matches.</param>
/// <param name="Channels">Its channels, at least one, each once.</param>
/// <param name="Continue">Go on after a match.</param>
/// <param name="Severity">The severity for its channels; null leaves it.</param>
/// <param name="Labels">The labels for its channels.</param>
internal sealed record CompiledRoute(
    string Name, Condition? When, ImmutableArray<CompiledChannel> Channels, bool Continue = false, Severity? Severity = null, ImmutableArray<Tag> Labels = default)
{
    /// <summary>The route of a private integration.</summary>
    public const string Channel = "channel";

    /// <summary>The route of what no other route matched.</summary>
    public const string Default = "default";

    /// <summary>The route of an alert whose channel was chosen in Sentry's form.</summary>
    public const string AlertRuleAction = "alert_rule_action";

    /// <summary>The route of the router's own alerts.</summary>
    public const string System = "system";

    public ImmutableArray<Tag> Labels { get; } = Labels.IsDefault ? [] : Labels;

    public bool Matches(ConditionInput input) => When is null || When.Matches(input);

    /// <summary>The severity at its channels: what was chosen in Sentry's form, else the route's, else the alert's. Ok stays Ok.</summary>
    public Severity SeverityOf(AlertEvent alert) => alert.Severity == Alerts.Severity.Ok ? Alerts.Severity.Ok : alert.Settings?.Severity ?? Severity ?? alert.Severity;
}
