using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using MailKit;
using MailKit.Net.Smtp;
using MimeKit;
using Router.Domain.Configuration;

namespace Router.Grains.Sinks;

/// <summary>One mail's conversation with a server: a recipient that isn't accepted doesn't keep the mail from the others.</summary>
internal sealed class SmtpSession : SmtpClient
{
    private readonly List<string> _refused = [];
    private readonly X509Certificate2Collection? _roots;

    public SmtpSession(SmtpConfig smtp)
    {
        CheckCertificateRevocation = false; // it would call out to whoever the certificate names
        if (smtp.Ca is not { } ca)
            return;
        _roots = [];
        _roots.ImportFromPem(ca);
        ServerCertificateValidationCallback = IsTrusted;
    }

    /// <summary>The server has been given the mail, or part of it.</summary>
    public bool IsSending { get; private set; }

    /// <summary>Whom the server refused, for people; null when nobody.</summary>
    public string? NotAccepted => _refused.Count == 0 ? null : PlainText.Cut($"Not accepted: {string.Join(", ", _refused)}", 512);

    public Task SendAsync(MimeMessage message, CancellationToken cancellationToken)
    {
        IsSending = true;
        return base.SendAsync(message, cancellationToken, null);
    }

    protected override void OnRecipientNotAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response)
    {
        if ((int)response.StatusCode < 500)
            base.OnRecipientNotAccepted(message, mailbox, response); // for now only: all are tried again later
        _refused.Add(PlainText.OneLine($"{mailbox.Address} ({(int)response.StatusCode} {response.Response})"));
    }

    protected override void OnNoRecipientsAccepted(MimeMessage message) =>
        throw new SmtpCommandException(SmtpErrorCode.RecipientNotAccepted, SmtpStatusCode.MailboxUnavailable, NotAccepted ?? "No recipient was accepted");

    protected override void Dispose(bool disposing)
    {
        foreach (var root in _roots ?? [])
            root.Dispose();
        base.Dispose(disposing);
    }

    private bool IsTrusted(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is not X509Certificate2 server || (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != 0)
            return false;
        using var own = new X509Chain();
        own.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        own.ChainPolicy.CustomTrustStore.AddRange(_roots!);
        own.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        if (chain is not null)
            own.ChainPolicy.ExtraStore.AddRange(chain.ChainElements.Select(element => element.Certificate).ToArray());
        return own.Build(server);
    }
}
