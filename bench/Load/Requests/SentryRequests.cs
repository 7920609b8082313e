using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Router.Api.Sentry.Samples;

namespace Router.Load.Requests;

/// <summary>
/// Signed webhooks of issues, each with its own event id and idempotency key: a template whose ids are overwritten in place and signed again,
/// which costs a few microseconds.
/// </summary>
public sealed class SentryRequests : IRequestSource
{
    /// <summary>Sentry's id of issue 0; ten digits, so that every id is as long.</summary>
    public const long FirstIssue = 7_000_000_000;
    private static readonly Guid RunId = Guid.NewGuid();

    private readonly byte[] _request;
    private readonly Memory<byte> _body;
    private readonly Memory<byte> _signature;
    private readonly byte[] _secret;
    private readonly IssueChoice _choose;
    private readonly Random _chance;
    private readonly Patch _issue;
    private readonly Patch[] _ids;
    private readonly byte[] _eventId = Encoding.ASCII.GetBytes($"{RunId:N}");

    public SentryRequests(SentryTarget target, IssueChoice choose, int connection)
    {
        var eventId = Guid.NewGuid();
        var sample = SentrySample.Create(target.Webhook, new()
        {
            EventId = eventId,
            Timestamp = TimeProvider.System.GetUtcNow(),
            IssueId = $"{FirstIssue}",
            Environment = target.Environment,
            Title = target.Title,
            TargetBytes = target.BodyBytes,
        });
        var signature = sample.Sign(target.ClientSecret);
        var head = new StringBuilder($"POST {target.Url.AbsolutePath} HTTP/1.1\r\nHost: {target.Url.Authority}\r\n");
        foreach (var (name, value) in sample.Headers)
            head.Append($"{name}: {value}\r\n");
        head.Append($"Sentry-Hook-Signature: {signature}\r\nContent-Length: {sample.Body.Length}\r\n\r\n");

        _request = [.. Encoding.ASCII.GetBytes(head.ToString()), .. sample.Body.Span];
        _body = _request.AsMemory(_request.Length - sample.Body.Length);
        _signature = _request.AsMemory(_request.AsSpan().IndexOf(Encoding.ASCII.GetBytes(signature)), signature.Length);
        _secret = Encoding.UTF8.GetBytes(target.ClientSecret);
        (_choose, _chance) = (choose, new Random(connection));
        _issue = new(_request, Encoding.ASCII.GetBytes($"{FirstIssue}"));
        var hashes = sample.Headers.Where(h => h.Key is "Request-ID" or "Idempotency-Key").Select(h => h.Value);
        _ids = [.. (target.Webhook.StartsWith("issue.", StringComparison.Ordinal) ? hashes : hashes.Append($"{eventId:N}")).Select(id => new Patch(_request, Encoding.ASCII.GetBytes(id)))];
    }

    /// <summary>The number of the issue that a key such as <c>load|issue|7000000012</c> ends with.</summary>
    public static long IssueNumber(ReadOnlySpan<byte> id) => Utf8Parser.TryParse(id, out long value, out _) ? value - FirstIssue : -1;

    public ReadOnlyMemory<byte> Next(long ticket)
    {
        Span<byte> issue = stackalloc byte[10];
        Utf8Formatter.TryFormat(FirstIssue + _choose(ticket, _chance), issue, out _);
        Span<byte> serial = stackalloc byte[8];
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(serial, Stamp());
        Convert.TryToHexStringLower(serial, _eventId.AsSpan(16), out _);

        _issue.Write(_request, issue);
        foreach (var id in _ids)
            id.Write(_request, _eventId);
        Span<byte> signature = stackalloc byte[32];
        HMACSHA256.HashData(_secret, _body.Span, signature);
        Convert.TryToHexStringLower(signature, _signature.Span, out _);
        return _request;
    }

    private static long _stamp;

    /// <summary>A number that no other request of this process has.</summary>
    private static long Stamp() => Interlocked.Increment(ref _stamp);
}
