namespace Router.Acceptance.Dashboard;

/// <summary>A test in a browser; skipped, with that reason, where Debian's Chromium is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (!File.Exists(Chromium.Path))
            Skip = "chromium is not installed (apt-get install chromium)";
    }
}
