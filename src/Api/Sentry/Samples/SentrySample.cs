using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Router.Api.Sentry.Samples;

/// <summary>
/// A realistic Sentry webhook: the headers and the exact bytes to post.
/// Names are <c>RESOURCE.ACTION</c>; for <c>activity_alert</c> the second half is the activity's type (Sentry's action is always <c>triggered</c>).
/// </summary>
public sealed class SentrySample
{
    private delegate void BodyWriter(Utf8JsonWriter json, string action, SentrySampleOptions options);

    private static readonly Dictionary<string, (BodyWriter Write, string[] Actions)> Resources = new()
    {
        ["event_alert"] = (EventAlertBody.Write, ["triggered"]),
        ["metric_alert"] = (MetricAlertBody.Write, ["critical", "warning", "resolved", "open"]),
        ["issue"] = (IssueBody.Write, ["created", "resolved", "assigned", "ignored", "archived", "unresolved"]),
        ["activity_alert"] = (ActivityAlertBody.Write,
        [
            "status_resolved", "status_resolved_in_release", "status_resolved_in_commit", "status_resolved_by_age",
            "status_unresolved", "status_regression", "status_escalating", "status_ignored", "appeared_in_pull_request", "seer_root_cause_completed",
        ]),
        ["legacy"] = (LegacyBody.Write, ["triggered"]),
    };

    private SentrySample(string name, IReadOnlyList<KeyValuePair<string, string>> headers, ReadOnlyMemory<byte> body) =>
        (Name, Headers, Body) = (name, headers, body);

    /// <summary>Every name that <see cref="Create"/> knows.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Resources.SelectMany(r => r.Value.Actions.Select(action => $"{r.Key}.{action}"))];

    /// <summary>The name that it was made by.</summary>
    public string Name { get; }

    /// <summary>The headers without the signature, Content-Type among them.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; }

    /// <summary>The body: compact JSON in ASCII.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>The legacy plugin signs nothing.</summary>
    public bool IsSigned => !Name.StartsWith("legacy.", StringComparison.Ordinal);

    /// <summary>Makes a webhook.</summary>
    /// <exception cref="ArgumentException">The name is not one of <see cref="Names"/>, or the options don't fit it.</exception>
    public static SentrySample Create(string name, SentrySampleOptions options)
    {
        if (!Names.Contains(name))
            throw new ArgumentException($"unknown sample '{name}'; one of: {string.Join(", ", Names)}", nameof(name));
        if (options.IsTest && name != "event_alert.triggered")
            throw new ArgumentException($"only event_alert.triggered can be a test, not {name}", nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.TargetBytes, SentrySampleOptions.MaxTargetBytes, nameof(options));

        var dot = name.IndexOf('.', StringComparison.Ordinal);
        var (resource, action) = (name[..dot], name[(dot + 1)..]);
        var body = new ArrayBufferWriter<byte>(Math.Max(options.TargetBytes, 4096));
        using (var json = new Utf8JsonWriter(body))
            Resources[resource].Write(json, action, options);
        return new(name, [.. HeadersOf(resource, name, options)], body.WrittenMemory);
    }

    /// <summary>The value of <c>Sentry-Hook-Signature</c>: lowercase hex HMAC-SHA256 of <see cref="Body"/> with the client secret.</summary>
    public string Sign(string clientSecret) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(clientSecret), Body.Span));

    private static IEnumerable<KeyValuePair<string, string>> HeadersOf(string resource, string name, SentrySampleOptions options)
    {
        yield return new("Content-Type", "application/json");
        yield return new("User-Agent", "sentry/26.9.0");
        if (resource != "legacy")
        {
            yield return new("Request-ID", Hash($"request:{name}:{options.EventId:N}"));
            yield return new("Sentry-Hook-Resource", resource);
            yield return new("Sentry-Hook-Timestamp", options.Timestamp.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        }

        if (options.WithIdempotencyKey)
            yield return new("Idempotency-Key", Hash($"{name}:{options.Rule}:{options.EventId:N}:installation:42"));
    }

    private static string Hash(string seed) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(seed)))[..32];
}
