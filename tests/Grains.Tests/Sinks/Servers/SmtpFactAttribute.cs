namespace Router.Grains.Tests.Sinks.Servers;

/// <summary>A test against a running SMTP server; skipped, with that reason, where Node or the server's packages are missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SmtpFactAttribute : FactAttribute
{
    public SmtpFactAttribute() => Skip = SmtpServer.Missing;
}
