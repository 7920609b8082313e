using System.Buffers.Text;
using System.Text;

namespace Router.Load.Requests;

/// <summary>One alert per <c>POST /api/v2/alerts</c> of Prometheus Alertmanager, with what an issue alert would tell it.</summary>
public sealed class AlertRequests : IRequestSource
{
    private const long FirstIssue = 7_000_000_000;

    private readonly byte[] _request;
    private readonly IssueChoice _choose;
    private readonly Random _chance;
    private readonly Patch _issue;

    public AlertRequests(Uri server, IssueChoice choose, int connection)
    {
        var started = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        var body = $$"""
            [{"labels":{"alertname":"SentryIssue","issue":"{{FirstIssue}}","project":"storefront","environment":"production","severity":"warning","release":"storefront@2.4.1"},
            "annotations":{"summary":"PaymentError: card processor answered 502","culprit":"checkout.payments.gateway in authorize","rule":"Notify on new errors"},
            "startsAt":"{{started}}","generatorURL":"https://sentry.io/organizations/acme/issues/{{FirstIssue}}/"}]
            """;
        _request = Encoding.ASCII.GetBytes($"POST /api/v2/alerts HTTP/1.1\r\nHost: {server.Authority}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}");
        (_choose, _chance, _issue) = (choose, new Random(connection), new(_request, Encoding.ASCII.GetBytes($"{FirstIssue}")));
    }

    public ReadOnlyMemory<byte> Next(long ticket)
    {
        Span<byte> issue = stackalloc byte[10];
        Utf8Formatter.TryFormat(FirstIssue + _choose(ticket, _chance), issue, out _);
        _issue.Write(_request, issue);
        return _request;
    }
}
