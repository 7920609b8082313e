using Router.Domain.Configuration;

namespace Router.Api.Sentry.Ingress;

/// <summary>Tells people which key was presented without telling the key.</summary>
internal static class KeyHint
{
    private const int Shown = 3;

    /// <summary>The first three characters and the length; null for what is too short to be a key.</summary>
    public static string? Of(string key) => key.Length < IntegrationConfig.MinKeyLength
        ? null
        : string.Create(null, $"{string.Concat(key.Take(Shown).Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '?'))}... ({key.Length} characters)");
}
