namespace Router.Domain.Configuration;

/// <summary>An SMTP server. A class, not a record: it holds a secret, and a record would print it.</summary>
public sealed class SmtpConfig
{
    /// <summary>The server's name or address.</summary>
    public required string Host { get; init; }

    /// <summary>Its port. Default 587 with STARTTLS, 465 with TLS, 25 with neither.</summary>
    public required int Port { get; init; }

    /// <summary>How the connection is protected. Default STARTTLS.</summary>
    public SmtpTls Tls { get; init; }

    /// <summary>The user; null sends without signing in.</summary>
    public string? Username { get; init; }

    /// <summary>The user's password.</summary>
    public string? Password { get; init; }

    /// <summary>Certificates in PEM that the server's is to descend from, in place of the system's; null trusts the system's.</summary>
    public string? Ca { get; init; }
}
