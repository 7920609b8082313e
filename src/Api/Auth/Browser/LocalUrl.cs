namespace Router.Api.Auth.Browser;

/// <summary>Where a browser goes after signing in: nowhere but here.</summary>
internal static class LocalUrl
{
    private const int MaxLength = 2048;

    /// <summary>The path when it stays on this site; else <c>/</c>.</summary>
    public static string Of(string? asked) =>
        asked is ['/', ..] and not (['/', '/' or '\\', ..]) && asked.Length <= MaxLength && !asked.Any(c => c == '\\' || char.IsControl(c)) ? asked : "/";
}
