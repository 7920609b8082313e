using System.Buffers;
using Router.Domain.Alerts;

namespace Router.Api.Sentry;

/// <summary>What is taken as an id: 1 to 128 of <c>[A-Za-z0-9_.:-]</c>. Sentry's own are digits or hex.</summary>
internal static class SentryId
{
    private static readonly SearchValues<char> Characters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.:-");

    /// <summary>Is the text an id?</summary>
    public static bool IsValid(ReadOnlySpan<char> text) =>
        text.Length is > 0 and <= IssueKey.MaxIdLength && !text.ContainsAnyExcept(Characters);
}
