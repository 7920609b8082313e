using MimeKit;
using MimeKit.Text;
using Router.Domain.Alerts;
using Router.Domain.Configuration;
using Router.Domain.Delivery;

namespace Router.Grains.Sinks;

/// <summary>A notification as a mail: text and HTML.</summary>
internal static class EmailMessage
{
    private const int MaxSubject = 200;

    public static MimeMessage Write(EmailSinkConfig sink, Notification notification, RouterLinks links)
    {
        var message = new MimeMessage
        {
            Subject = PlainText.Cut(PlainText.OneLine($"[{Tag(notification)}] {notification.Title}"), MaxSubject),
            Date = notification.Timestamp,
            MessageId = $"{notification.DeliveryId(sink.Id)}@{Domain(links)}",
            Body = new MultipartAlternative
            {
                new TextPart(TextFormat.Plain) { Text = EmailText.Plain(notification, links) },
                new TextPart(TextFormat.Html) { Text = EmailText.Html(notification, links) },
            },
        };
        message.From.Add(MailboxAddress.Parse(sink.From));
        message.To.AddRange(sink.To.Select(MailboxAddress.Parse));
        message.Headers.Add("Auto-Submitted", "auto-generated"); // RFC 3834: no holiday replies
        message.Headers.Add("X-Auto-Response-Suppress", "All");
        if (notification is { Severity: Severity.Critical, Type: not (NotificationType.Resolved or NotificationType.Acknowledged) })
            message.Priority = MessagePriority.Urgent;
        if (notification.Handle is { } first && first != message.MessageId)
        {
            message.InReplyTo = first;
            message.References.Add(first);
        }

        return message;
    }

    /// <summary>What tells mails apart in a list: the severity, and what happened beside the beginning.</summary>
    private static string Tag(Notification notification) => notification switch
    {
        { IsTest: true } => "TEST",
        { Type: NotificationType.Resolved } => "RESOLVED",
        { Type: NotificationType.Triggered } => notification.Severity.ToString(),
        _ => $"{notification.Severity}, {Wording.Event(notification)}",
    };

    private static string Domain(RouterLinks links)
    {
        var url = new Uri(links.PublicUrl);
        return url.HostNameType is UriHostNameType.Dns or UriHostNameType.IPv4 ? url.IdnHost : "router";
    }
}
