namespace Router.Deploy.Tests;

/// <summary>A test that runs a linter of <c>Linters</c>; skipped, with that reason, where Node or its packages are missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LinterFactAttribute : FactAttribute
{
    public LinterFactAttribute()
    {
        if (Tool.Find("node") is null)
            Skip = "node is not installed (apt-get install nodejs npm)";
        else if (!Directory.Exists(Repository.File("tests/Deploy.Tests/Linters/node_modules/dockerfilelint")))
            Skip = "the linters are not installed (npm ci in tests/Deploy.Tests/Linters)";
    }
}
