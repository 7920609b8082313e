using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Router.Domain.Configuration;
using Router.Domain.Delivery;

namespace Router.Grains.Sinks;

/// <summary>What a failed conversation means: a 4yz of the server is tried again, a 5yz is final (RFC 5321, section 4.2.1).</summary>
internal static class SmtpFailure
{
    private const int MaxDetail = 512;

    /// <summary>What servers and networks do, as opposed to what is wrong here.</summary>
    public static bool Is(Exception failure) => failure
        is CommandException or ProtocolException or ServiceNotAuthenticatedException or AuthenticationException or SslHandshakeException or NotSupportedException or IOException or SocketException;

    public static SinkResult Of(Exception failure, bool isSending, SmtpConfig smtp) => failure switch
    {
        SmtpCommandException command => Of(command, smtp),
        AuthenticationException { InnerException: SmtpCommandException { StatusCode: < (SmtpStatusCode)500 } busy } => Of(busy, smtp),
        ServiceNotAuthenticatedException => new(SinkVerdict.Reject, FailureReason.Unauthorized, Detail: "The server asks for a user and a password"),
        AuthenticationException => new(SinkVerdict.Reject, FailureReason.Unauthorized, Detail: Text($"Not signed in: {failure.Message}", smtp)),
        SslHandshakeException => new(SinkVerdict.Retry, FailureReason.Network, Detail: "TLS failed: the server's certificate is not trusted or not for this name, or it speaks no TLS on this port"),
        NotSupportedException => new(SinkVerdict.Reject, FailureReason.Rejected, Detail: Text(failure.Message, smtp)),
        _ => new(SinkVerdict.Retry, FailureReason.Network, Detail: failure.GetType().Name, MayHaveArrived: isSending),
    };

    private static SinkResult Of(SmtpCommandException command, SmtpConfig smtp)
    {
        var detail = Text($"{(int)command.StatusCode} {command.Message}", smtp);
        return (int)command.StatusCode switch
        {
            < 500 => new(SinkVerdict.Retry, FailureReason.ServerError, Detail: detail),
            530 or 534 or 535 or 538 => new(SinkVerdict.Reject, FailureReason.Unauthorized, Detail: detail),
            _ => new(SinkVerdict.Reject, FailureReason.Rejected, Detail: detail),
        };
    }

    private static string Text(string text, SmtpConfig smtp)
    {
        var line = PlainText.OneLine(text);
        return PlainText.Cut(smtp.Password is { Length: > 0 } password ? line.Replace(password, "***", StringComparison.Ordinal) : line, MaxDetail);
    }
}
