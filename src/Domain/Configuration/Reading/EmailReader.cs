using System.Globalization;
using System.Net.Mail;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Router.Domain.Configuration.Reading;

/// <summary>Reads what an email sink has beside what all have: the server, the sender and the recipients.</summary>
internal static class EmailReader
{
    private const int MaxRecipients = 50;

    private static readonly Func<Node, SmtpTls?> Tls = Scalars.OneOf(("starttls", SmtpTls.StartTls), ("tls", SmtpTls.Tls), ("none", SmtpTls.None));

    public static SinkConfig Read(MapReader map, SinkHead head)
    {
        var to = map.List("to", "[oncall@example.org]", Address);
        if (map.Find("to") is not { } recipients)
            map.Node.Error("to is missing");
        else if (recipients.IsEmpty || to.Length > MaxRecipients)
            recipients.Error($"1 to {MaxRecipients} addresses are expected");
        return new EmailSinkConfig
        {
            Id = head.Id,
            Events = head.Events,
            Tests = head.Tests,
            Smtp = Smtp(map),
            From = map.Required("from", Address) ?? "",
            To = to,
        };
    }

    private static SmtpConfig Smtp(MapReader map)
    {
        var none = new SmtpConfig { Host = "", Port = 0 };
        if (map.Find("smtp") is not { } node)
        {
            map.Node.Error("smtp is missing");
            return none;
        }

        if (node.Map("{ host: mail.example.org }") is not { } smtp)
            return none;
        var tls = smtp.Value("tls", Tls, SmtpTls.StartTls);
        var config = new SmtpConfig
        {
            Host = smtp.Required("host", Host) ?? "",
            Port = smtp.Value("port", Port, tls switch { SmtpTls.Tls => 465, SmtpTls.None => 25, _ => 587 }),
            Tls = tls,
            Username = smtp.Optional("username", Scalars.Label),
            Password = smtp.Optional("password", Scalars.Secret),
            Ca = smtp.Optional("ca", Certificates),
        };
        smtp.RefuseOthers();
        if (config.Username is null != config.Password is null && !node.Reading.Findings.HasErrors)
            node.Error("username and password belong together");
        if (tls == SmtpTls.None)
        {
            smtp.Find("password")?.Error("a password is never sent in clear; use tls: starttls or tls");
            smtp.Find("tls")!.Value.Warn("the mails travel in clear");
        }

        return config;
    }

    private static string? Address(Node node) =>
        node.Text() is not { } text ? null
        : MailAddress.TryCreate(text, out var address) && !text.Any(char.IsControl) && address.Address.All(c => c < 128) && text.Length <= 254 ? text
        : Fail(node, $"{node.Show(text)} is no address such as oncall@example.org or Router <router@example.org>");

    private static string? Host(Node node) =>
        node.Text() is not { } text ? null
        : Uri.CheckHostName(text) != UriHostNameType.Unknown ? text
        : Fail(node, $"{node.Show(text)} is no host; the name alone is expected, such as mail.example.org");

    private static int? Port(Node node)
    {
        if (node.Text() is not { } text)
            return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65536)
            return port;
        node.Error($"a port from 1 to 65535 is expected, not {node.Show(text)}");
        return null;
    }

    private static string? Certificates(Node node)
    {
        if (node.IsUnread)
            return StandIn.Secret(node);
        if (node.Text() is not { } text)
            return null;
        try
        {
            var found = new X509Certificate2Collection();
            found.ImportFromPem(text);
            if (found.Count > 0)
                return text;
        }
        catch (CryptographicException)
        {
            // Told below, like a text without any certificate.
        }

        return Fail(node, "certificates in PEM are expected, such as ${file:/etc/ssl/mail-ca.pem}");
    }

    private static string? Fail(Node node, string message)
    {
        node.Error(message);
        return null;
    }
}
