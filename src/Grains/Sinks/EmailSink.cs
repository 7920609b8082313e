using System.Net;
using System.Net.Sockets;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using Router.Domain.Configuration;
using Router.Domain.Delivery;

namespace Router.Grains.Sinks;

/// <summary>
/// Sends a mail over SMTP, on a connection of its own. The first mail of an incident begins a thread, whose Message-ID is remembered; the others answer to it.
/// A retry has the same Message-ID.
/// </summary>
internal sealed class EmailSink(TimeProvider time) : ISink
{
    /// <summary>How long an attempt may take in all; some servers let strangers wait.</summary>
    public static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(30);

    /// <summary>The most bytes that are read of a server.</summary>
    public const int MaxBytes = 256 * 1024;

    public string Type => "email";

    public async Task<SinkResult> SendAsync(SinkConfig sink, Notification notification, RouterLinks links, CancellationToken cancellationToken)
    {
        var config = (EmailSinkConfig)sink;
        using var deadline = new CancellationTokenSource(AttemptTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        using var message = EmailMessage.Write(config, notification, links);
        using var client = new SmtpSession(config.Smtp);
        try
        {
            await ConnectAsync(client, config, either.Token);
            await client.SendAsync(message, either.Token);
            return SinkResult.Delivered() with { Detail = client.NotAccepted, Handle = notification.Handle ?? message.MessageId };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(SinkVerdict.Retry, FailureReason.Timeout, Detail: $"Not done within {AttemptTimeout.TotalSeconds:0} s", MayHaveArrived: client.IsSending);
        }
        catch (PrivateAddressException)
        {
            return new(SinkVerdict.Reject, FailureReason.PrivateAddress, Detail: SinkHttp.PrivateDetail);
        }
        catch (Exception failure) when (SmtpFailure.Is(failure))
        {
            return SmtpFailure.Of(failure, client.IsSending, config.Smtp);
        }
    }

    private static async Task ConnectAsync(SmtpSession client, EmailSinkConfig sink, CancellationToken cancellationToken)
    {
        var smtp = sink.Smtp;
        var stream = new BoundedStream(await SinkConnection.ConnectAsync(new DnsEndPoint(smtp.Host, smtp.Port), sink.AllowPrivate, cancellationToken), MaxBytes);
        try
        {
            await client.ConnectAsync(stream, smtp.Host, smtp.Port, Security(smtp.Tls), cancellationToken);
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }

        if (smtp is { Username: { } user, Password: { } password })
            await client.AuthenticateAsync(user, password, cancellationToken);
    }

    private static SecureSocketOptions Security(SmtpTls tls) => tls switch
    {
        SmtpTls.Tls => SecureSocketOptions.SslOnConnect,
        SmtpTls.None => SecureSocketOptions.None,
        _ => SecureSocketOptions.StartTls,
    };
}
