namespace Router.Grains.Tests.Sinks.Servers;

/// <summary><see cref="SmtpFactAttribute"/> with a table.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SmtpTheoryAttribute : TheoryAttribute
{
    public SmtpTheoryAttribute() => Skip = SmtpServer.Missing;
}
