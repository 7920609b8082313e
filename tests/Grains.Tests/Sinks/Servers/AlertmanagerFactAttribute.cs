namespace Router.Grains.Tests.Sinks.Servers;

/// <summary>A test against a running Alertmanager; skipped, with that reason, where Debian's package is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AlertmanagerFactAttribute : FactAttribute
{
    public AlertmanagerFactAttribute()
    {
        if (Programs.Find(Alertmanager.Program) is null)
            Skip = "prometheus-alertmanager is not installed (apt-get install prometheus-alertmanager)";
    }
}
