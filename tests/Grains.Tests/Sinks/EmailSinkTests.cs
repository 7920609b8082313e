using System.Net;
using System.Net.Sockets;
using System.Text;
using MimeKit;
using Router.Domain.Configuration;
using Router.Domain.Delivery;
using Router.Grains.Sinks;
using Router.Grains.Tests.Sinks.Servers;

namespace Router.Grains.Tests.Sinks;

public sealed class EmailSinkTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    [SmtpFact]
    public async Task Mails_of_an_incident_are_one_thread()
    {
        await using var server = await SmtpServer.StartAsync();
        await using var host = new SinkHost();
        var sink = Sink(server);

        var first = await host.SendAsync(sink, SampleNotifications.Of(NotificationType.Triggered));
        var triggered = await server.MailAsync();
        await host.SendAsync(sink, SampleNotifications.Of(NotificationType.Escalated, 2) with { Handle = first.Handle });
        var escalated = await server.MailAsync();
        var last = await host.SendAsync(sink, SampleNotifications.Of(NotificationType.Resolved, 3) with { Handle = first.Handle });
        var resolved = await server.MailAsync();

        Assert.Equal($"{SampleNotifications.IncidentId}-1-mail@router.example", triggered.Message.MessageId);
        Assert.Equal((null, 0), (triggered.Message.InReplyTo, triggered.Message.References.Count));
        foreach (var reply in new[] { escalated, resolved })
            Assert.Equal((triggered.Message.MessageId, triggered.Message.MessageId), (reply.Message.InReplyTo, Assert.Single(reply.Message.References)));
        Assert.Equal(3, new[] { triggered, escalated, resolved }.Select(mail => mail.Message.MessageId).Distinct().Count());
        Assert.Equal((triggered.Message.MessageId, triggered.Message.MessageId), (first.Handle, last.Handle));
        Assert.Equal(
            ["[Warning] TypeError: can't read <amount> & 'currency'", "[Critical, Escalated] TypeError: can't read <amount> & 'currency'", "[RESOLVED] TypeError: can't read <amount> & 'currency'"],
            new[] { triggered, escalated, resolved }.Select(mail => mail.Message.Subject));
        Assert.Equal(MessagePriority.Urgent, escalated.Message.Priority);
        Assert.Equal("auto-generated", triggered.Message.Headers["Auto-Submitted"]);
        Assert.Equal(("router@example.org", "oncall@example.org", true), (triggered.From, Assert.Single(triggered.To), triggered.IsSecure));
    }

    [SmtpFact]
    public async Task Retry_has_the_same_id()
    {
        await using var server = await SmtpServer.StartAsync();
        await using var host = new SinkHost();
        var first = await host.SendAsync(Sink(server), SampleNotifications.Of(NotificationType.Triggered));
        await host.SendAsync(Sink(server), SampleNotifications.Of(NotificationType.Triggered) with { Handle = first.Handle });

        var (one, two) = (await server.MailAsync(), await server.MailAsync());

        Assert.Equal((one.Message.MessageId, null), (two.Message.MessageId, two.Message.InReplyTo));
    }

    [SmtpTheory]
    [InlineData(SmtpTls.StartTls)]
    [InlineData(SmtpTls.Tls)]
    public async Task Signs_in_over_a_protected_connection(SmtpTls tls)
    {
        await using var server = await SmtpServer.StartAsync(tls, auth: true);
        await using var host = new SinkHost();

        var result = await host.SendAsync(Sink(server, tls, "pa55word"), SampleNotifications.Of(NotificationType.Triggered));

        Assert.Equal(SinkVerdict.Delivered, result.Verdict);
        var mail = await server.MailAsync();
        Assert.Equal((true, "router"), (mail.IsSecure, mail.User));
    }

    [SmtpFact]
    public async Task Wrong_password_is_final_and_never_shown()
    {
        await using var server = await SmtpServer.StartAsync(auth: true);
        await using var host = new SinkHost();

        var result = await host.SendAsync(Sink(server, SmtpTls.StartTls, "wr0ng-pass"), SampleNotifications.Of(NotificationType.Triggered));

        Assert.Equal((SinkVerdict.Reject, FailureReason.Unauthorized), (result.Verdict, result.Reason));
        Assert.DoesNotContain("wr0ng-pass", $"{result} {string.Join('\n', host.Log.Lines)}", StringComparison.Ordinal);
    }

    [SmtpFact]
    public async Task Missing_sign_in_is_final()
    {
        await using var server = await SmtpServer.StartAsync(auth: true);
        await using var host = new SinkHost();

        var result = await host.SendAsync(Sink(server), SampleNotifications.Of(NotificationType.Triggered));

        Assert.Equal((SinkVerdict.Reject, FailureReason.Unauthorized), (result.Verdict, result.Reason));
    }

    [SmtpFact]
    public async Task Server_without_starttls_gets_nothing()
    {
        await using var server = await SmtpServer.StartAsync(SmtpTls.None);
        await using var host = new SinkHost();

        var result = await host.SendAsync(Sink(server), SampleNotifications.Of(NotificationType.Triggered));

        Assert.Equal((SinkVerdict.Reject, FailureReason.Rejected), (result.Verdict, result.Reason));
        Assert.Contains("STARTTLS", result.Detail, StringComparison.Ordinal);
        Assert.Equal(SinkVerdict.Delivered, (await host.SendAsync(Sink(server, SmtpTls.None), SampleNotifications.Of(NotificationType.Triggered))).Verdict);
        Assert.False((await server.MailAsync()).IsSecure);
    }

    [SmtpFact]
    public async Task Certificate_that_nobody_trusts_is_refused()
    {
        await using var server = await SmtpServer.StartAsync();
        await using var other = await SmtpServer.StartAsync();
        await using var host = new SinkHost();

        foreach (var ca in new[] { null, other.Ca })
        {
            var result = await host.SendAsync(Sink(server, ca: ca), SampleNotifications.Of(NotificationType.Triggered));
            Assert.Equal((SinkVerdict.Retry, FailureReason.Network), (result.Verdict, result.Reason));
            Assert.Contains("certificate", result.Detail, StringComparison.Ordinal);
        }
    }

    [SmtpTheory]
    [InlineData("unknown@example.org", SinkVerdict.Reject, FailureReason.Rejected, "550")]
    [InlineData("busy@example.org", SinkVerdict.Retry, FailureReason.ServerError, "450")]
    [InlineData("full@example.org", SinkVerdict.Retry, FailureReason.ServerError, "452")]
    public async Task Answer_of_the_server_decides_the_verdict(string to, SinkVerdict verdict, FailureReason reason, string code)
    {
        await using var server = await SmtpServer.StartAsync();
        await using var host = new SinkHost();

        var result = await host.SendAsync(Sink(server) with { To = [to] }, SampleNotifications.Of(NotificationType.Triggered));

        Assert.Equal((verdict, reason), (result.Verdict, result.Reason));
        Assert.Contains(code, result.Detail, StringComparison.Ordinal);
    }

    [SmtpFact]
    public async Task Recipient_that_is_refused_keeps_the_mail_from_nobody_else()
    {
        await using var server = await SmtpServer.StartAsync();
        await using var host = new SinkHost();

        var result = await host.SendAsync(Sink(server) with { To = ["unknown@example.org", "oncall@example.org"] }, SampleNotifications.Of(NotificationType.Triggered));

        Assert.Equal((SinkVerdict.Delivered, "Not accepted: unknown@example.org (550 No such user)"), (result.Verdict, result.Detail));
        Assert.Equal("oncall@example.org", Assert.Single((await server.MailAsync()).To));
    }

    [Theory]
    [InlineData("", FailureReason.Network)]
    [InlineData("HTTP/1.1 400 Bad Request\r\n\r\n", FailureReason.Network)]
    [InlineData("421 4.3.2 Closing\r\n", FailureReason.ServerError)]
    [InlineData("554 5.7.1 Go away\r\n", FailureReason.Rejected)]
    public async Task Greeting_decides_the_verdict(string greeting, FailureReason reason)
    {
        await using var host = new SinkHost();
        using var listener = Listen();
        var serving = ServeAsync(listener, Encoding.ASCII.GetBytes(greeting));

        var result = await host.SendAsync(Sink(Port(listener)), SampleNotifications.Of(NotificationType.Triggered)).WaitAsync(Bound);
        await serving;

        Assert.Equal((reason == FailureReason.Rejected ? SinkVerdict.Reject : SinkVerdict.Retry, reason, false), (result.Verdict, result.Reason, result.MayHaveArrived));
    }

    [Fact]
    public async Task Ten_megabytes_of_greeting_are_not_read()
    {
        await using var host = new SinkHost();
        using var listener = Listen();
        var serving = ServeAsync(listener, Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("220-hello\r\n", 1_000_000))));

        var result = await host.SendAsync(Sink(Port(listener)), SampleNotifications.Of(NotificationType.Triggered)).WaitAsync(Bound);
        await serving;

        Assert.Equal((SinkVerdict.Retry, FailureReason.Network), (result.Verdict, result.Reason));
    }

    [Fact]
    public async Task Hanging_server_times_out()
    {
        await using var host = new SinkHost();
        using var listener = Listen();

        var sending = host.SendAsync(Sink(Port(listener)), SampleNotifications.Of(NotificationType.Triggered));
        using var accepted = await listener.AcceptTcpClientAsync();
        host.Time.Advance(EmailSink.AttemptTimeout);
        var result = await sending.WaitAsync(Bound);

        Assert.Equal((SinkVerdict.Retry, FailureReason.Timeout, false), (result.Verdict, result.Reason, result.MayHaveArrived));
    }

    [Fact]
    public async Task Private_address_is_refused()
    {
        await using var host = new SinkHost();
        using var listener = Listen();

        var result = await host.SendAsync(Sink(Port(listener)) with { AllowPrivate = false }, SampleNotifications.Of(NotificationType.Triggered));

        Assert.Equal((SinkVerdict.Reject, FailureReason.PrivateAddress), (result.Verdict, result.Reason));
        Assert.False(listener.Pending());
    }

    [Fact]
    public async Task Closed_port_is_retried()
    {
        await using var host = new SinkHost();
        using var reserved = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        reserved.Bind(new IPEndPoint(IPAddress.Loopback, 0)); // bound, not listening: refuses

        var result = await host.SendAsync(Sink(((IPEndPoint)reserved.LocalEndPoint!).Port), SampleNotifications.Of(NotificationType.Triggered));

        Assert.Equal((SinkVerdict.Retry, FailureReason.Network, false), (result.Verdict, result.Reason, result.MayHaveArrived));
    }

    [Theory]
    [InlineData(NotificationType.Triggered, "[Warning]")]
    [InlineData(NotificationType.Updated, "[Warning, Issues added]")]
    [InlineData(NotificationType.Acknowledged, "[Warning, Acknowledged]")]
    [InlineData(NotificationType.Resolved, "[RESOLVED]")]
    [InlineData(NotificationType.Reopened, "[Warning, Reopened]")]
    [InlineData(NotificationType.Test, "[TEST]")]
    public void Subject_tells_mails_apart(NotificationType type, string tag)
    {
        using var message = EmailMessage.Write(Sink(25), SampleNotifications.Of(type), SinkHost.Links);

        Assert.StartsWith($"{tag} ", message.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_from_outside_makes_no_header_no_markup_and_no_script_link()
    {
        var hostile = SampleNotifications.Of(NotificationType.Triggered) with { Title = "a\r\nBcc: x@y.example <script>" + new string('x', 5000) };
        hostile = hostile with { Issues = [hostile.Issues[0] with { Title = "<img src=x>", Url = "javascript:alert(1)" }] };

        using var message = EmailMessage.Write(Sink(25), hostile, SinkHost.Links);

        Assert.Empty(message.Bcc);
        Assert.InRange(message.Subject!.Length, 10, 200);
        Assert.DoesNotContain("<script>", message.HtmlBody, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", message.HtmlBody, StringComparison.Ordinal);
        Assert.DoesNotContain("javascript:", message.HtmlBody + message.TextBody, StringComparison.Ordinal);
    }

    private static EmailSinkConfig Sink(SmtpServer server, SmtpTls tls = SmtpTls.StartTls, string? password = null) => Sink(server, tls, server.Ca, password);

    private static EmailSinkConfig Sink(SmtpServer server, string? ca) => Sink(server, SmtpTls.StartTls, ca, null);

    private static EmailSinkConfig Sink(SmtpServer server, SmtpTls tls, string? ca, string? password) => Sink(server.Port) with
    {
        Smtp = new() { Host = "127.0.0.1", Port = server.Port, Tls = tls, Ca = ca, Username = password is null ? null : "router", Password = password },
    };

    private static EmailSinkConfig Sink(int port) => new()
    {
        Id = "mail",
        Events = SampleSinks.AllEvents,
        Tests = true,
        AllowPrivate = true,
        Smtp = new() { Host = "127.0.0.1", Port = port },
        From = "Router <router@example.org>",
        To = ["oncall@example.org"],
    };

    private static TcpListener Listen()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }

    private static int Port(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;

    private static async Task ServeAsync(TcpListener listener, byte[] greeting)
    {
        using var client = await listener.AcceptTcpClientAsync();
        try
        {
            await client.GetStream().WriteAsync(greeting);
        }
        catch (IOException)
        {
            // The sink has heard enough.
        }
    }
}
