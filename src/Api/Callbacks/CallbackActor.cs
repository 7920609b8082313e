namespace Router.Api.Callbacks;

/// <summary>Who acted at a vendor, as the audit names them: <c>slack:ann</c>.</summary>
internal static class CallbackActor
{
    private const int MaxName = 100;

    public static string Of(string vendor, string? name)
    {
        var shown = string.Concat((name ?? "").Where(c => !char.IsControl(c) && !char.IsSurrogate(c)).Take(MaxName)).Trim();
        return $"{vendor}:{(shown.Length == 0 ? "unknown" : shown)}";
    }
}
