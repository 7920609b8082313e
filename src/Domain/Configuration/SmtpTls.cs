namespace Router.Domain.Configuration;

/// <summary>How a connection to an SMTP server is protected; lower case in the config.</summary>
public enum SmtpTls
{
    /// <summary>STARTTLS, or nothing is sent.</summary>
    StartTls = 0,

    /// <summary>TLS from the first byte.</summary>
    Tls = 1,

    /// <summary>In clear.</summary>
    None = 2,
}
