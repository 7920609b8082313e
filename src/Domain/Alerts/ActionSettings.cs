namespace Router.Domain.Alerts;

/// <summary>
/// What was chosen in the form of Sentry's alert (its Alert Rule Action): overrides the routes for that alert.
/// A resolve needs none: it goes where the triggers went.
/// </summary>
/// <param name="Channel">The channel's id as it came, known or not; null when none was chosen.</param>
/// <param name="Severity">Critical, Warning or Info; null leaves the alert's.</param>
[GenerateSerializer, Immutable, Alias("router.action-settings")]
public sealed record ActionSettings([property: Id(0)] string? Channel, [property: Id(1)] Severity? Severity)
{
    /// <summary>The setting that is the channel's id.</summary>
    public const string ChannelName = "channel";

    /// <summary>The setting that is the severity.</summary>
    public const string SeverityName = "severity";

    /// <summary>The severity of that name, in any case; null for another word.</summary>
    public static Severity? ParseSeverity(string? text) => text?.ToUpperInvariant() switch
    {
        "CRITICAL" => Alerts.Severity.Critical,
        "WARNING" => Alerts.Severity.Warning,
        "INFO" => Alerts.Severity.Info,
        _ => null,
    };
}
