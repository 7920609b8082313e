using Router.Domain.Alerts;
using Router.Domain.Configuration;

namespace Router.Api.Sentry.Decoding;

/// <summary>An alert's severity by the integration's <c>severityFrom</c>.</summary>
internal static class SeverityRule
{
    public static Severity Of(SeverityFrom from, Severity byAction, AlertLevel? level, AlertPriority? priority)
    {
        if (byAction == Severity.Ok)
            return Severity.Ok;
        return from switch
        {
            SeverityFrom.Level => OfLevel(level) ?? byAction,
            SeverityFrom.Priority => OfPriority(priority) ?? byAction,
            _ => byAction,
        };
    }

    private static Severity? OfLevel(AlertLevel? level) => level switch
    {
        AlertLevel.Fatal => Severity.Critical,
        AlertLevel.Error or AlertLevel.Warning => Severity.Warning,
        AlertLevel.Info or AlertLevel.Debug => Severity.Info,
        _ => null,
    };

    private static Severity? OfPriority(AlertPriority? priority) => priority switch
    {
        AlertPriority.High => Severity.Critical,
        AlertPriority.Medium => Severity.Warning,
        AlertPriority.Low => Severity.Info,
        _ => null,
    };

    public static AlertLevel? ParseLevel(string? text) => text switch
    {
        "fatal" => AlertLevel.Fatal,
        "error" => AlertLevel.Error,
        "warning" => AlertLevel.Warning,
        "info" => AlertLevel.Info,
        "debug" or "sample" => AlertLevel.Debug,
        _ => null,
    };

    public static AlertPriority? ParsePriority(string? text) => text switch
    {
        "high" => AlertPriority.High,
        "medium" => AlertPriority.Medium,
        "low" => AlertPriority.Low,
        _ => null,
    };
}
