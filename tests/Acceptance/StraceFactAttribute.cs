namespace Router.Acceptance;

/// <summary>A test that watches system calls; skipped, with that reason, where Debian's strace is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class StraceFactAttribute : FactAttribute
{
    public StraceFactAttribute()
    {
        if (!File.Exists("/usr/bin/strace"))
            Skip = "strace is not installed (apt-get install strace)";
    }
}
