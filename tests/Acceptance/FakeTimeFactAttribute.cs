namespace Router.Acceptance;

/// <summary>A test that shifts a process's clock; skipped, with that reason, where libfaketime is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FakeTimeFactAttribute : FactAttribute
{
    public FakeTimeFactAttribute()
    {
        if (!Directory.Exists("/usr/lib") || !Directory.EnumerateDirectories("/usr/lib").Any(folder => File.Exists(Path.Combine(folder, "faketime", "libfaketime.so.1"))))
            Skip = "libfaketime is missing (apt-get install faketime)";
    }
}
