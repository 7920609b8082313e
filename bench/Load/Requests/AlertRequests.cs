using System.Buffers.Text;
using System.Text;

namespace Router.Load.Requests;

/// <summary>One alert per <c>POST /api/v2/alerts</c> of Prometheus Alertmanager, with what an issue alert would tell it; each names an event of its own.</summary>
public sealed class AlertRequests : IRequestSource
{
    private const long FirstIssue = 7_000_000_000;
    private const string EventId = "0f8fad5bd9cb469fa16570867728950e";

    private readonly byte[] _request;
    private readonly IssueChoice _choose;
    private readonly Random _chance;
    private readonly Patch _issue;
    private readonly Patch _event;
    private readonly byte[] _eventId = new byte[32];
    private readonly int _connection;

    /// <param name="server">Alertmanager.</param>
    /// <param name="choose">Which issue each alert speaks of.</param>
    /// <param name="connection">The connection's number.</param>
    /// <param name="bodyBytes">About how large a body is, reached with a stack trace as annotation; 0 leaves that out.</param>
    public AlertRequests(Uri server, IssueChoice choose, int connection, int bodyBytes)
    {
        var started = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        var stack = string.Concat(Enumerable.Repeat("File checkout/payments/gateway.py, line 114, in authorize: raise PaymentError(response.status_code, order.number)\\n", 1 + (Math.Max(0, bodyBytes - 700) / 117)));
        var body = $$"""
            [{"labels":{"alertname":"SentryIssue","issue":"{{FirstIssue}}","project":"storefront","environment":"production","severity":"warning","release":"storefront@2.4.1"},
            "annotations":{"event":"{{EventId}}","summary":"PaymentError: card processor answered 502","culprit":"checkout.payments.gateway in authorize","rule":"Notify on new errors","stack":"{{(bodyBytes > 0 ? stack : "")}}"},
            "startsAt":"{{started}}","generatorURL":"https://sentry.io/organizations/acme/issues/{{FirstIssue}}/events/{{EventId}}/"}]
            """;
        _request = Encoding.ASCII.GetBytes($"POST /api/v2/alerts HTTP/1.1\r\nHost: {server.Authority}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}");
        (_choose, _chance, _connection) = (choose, new Random(connection), connection);
        _issue = new(_request, Encoding.ASCII.GetBytes($"{FirstIssue}"));
        _event = new(_request, Encoding.ASCII.GetBytes(EventId));
    }

    public ReadOnlyMemory<byte> Next(long ticket)
    {
        Span<byte> issue = stackalloc byte[10];
        Utf8Formatter.TryFormat(FirstIssue + _choose(ticket, _chance), issue, out _);
        _issue.Write(_request, issue);
        Span<byte> serial = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(serial, _connection);
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(serial[8..], ticket);
        Convert.TryToHexStringLower(serial, _eventId, out _);
        _event.Write(_request, _eventId);
        return _request;
    }
}
