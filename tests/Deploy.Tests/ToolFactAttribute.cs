namespace Router.Deploy.Tests;

/// <summary>A test that runs a program; skipped, with that reason, where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ToolFactAttribute : FactAttribute
{
    /// <param name="program">The program.</param>
    /// <param name="package">The Debian package that has it.</param>
    public ToolFactAttribute(string program, string package)
    {
        Program = program;
        if (Tool.Find(program) is null)
            Skip = $"{program} is not installed (apt-get install {package})";
    }

    public string Program { get; }
}
