using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Router.Api.Sentry;

/// <summary>What the decoder reads of a webhook's headers.</summary>
/// <param name="Resource">Sentry-Hook-Resource; null for the legacy plugin's calls.</param>
/// <param name="Timestamp">Sentry-Hook-Timestamp, when Sentry sent it; null when it is absent or no time. Not signed, so it orders webhooks and proves nothing.</param>
/// <param name="IdempotencyKey">Idempotency-Key, constant over the retries of one delivery; null when it is absent, longer than 128 characters, or holds others than <c>[A-Za-z0-9_.:-]</c>.</param>
public readonly record struct SentryHeaders(string? Resource, DateTimeOffset? Timestamp, string? IdempotencyKey)
{
    /// <summary>The header that names the resource.</summary>
    public const string ResourceHeader = "Sentry-Hook-Resource";

    /// <summary>Reads a request's headers.</summary>
    public static SentryHeaders From(IHeaderDictionary headers) => new(
        NullIfEmpty(headers[ResourceHeader].ToString()),
        ParseTimestamp(headers["Sentry-Hook-Timestamp"].ToString()),
        ParseIdempotencyKey(headers["Idempotency-Key"].ToString()));

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;

    private static DateTimeOffset? ParseTimestamp(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) ? EpochTime.FromSeconds(seconds) : null;

    private static string? ParseIdempotencyKey(string text) =>
        SentryId.IsValid(text) ? text : null;
}
